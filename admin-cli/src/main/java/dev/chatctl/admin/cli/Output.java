package dev.chatctl.admin.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A buffered UTF-8 stream of text. Unlike a PrintStream it reports that the reader has gone, so
 * that a long listing stops at once. Thread-safe.
 */
public final class Output {
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;

  public Output(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  public void line(String text) {
    print(text + "\n");
  }

  public synchronized void print(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  public synchronized void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }
}
