package dev.chatctl.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A buffered UTF-8 stream of text. Unlike a PrintStream it tells when it cannot be written to,
 * once: from then on it takes everything and writes nothing, for whoever tells of the failure
 * flushes as well. Thread-safe.
 */
public final class Output extends Writer {
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final Consumer<IOException> lost;
  private boolean broken;

  /**
   * Text to this stream.
   *
   * @param lost hears that the stream cannot be written to; throws what the writer is to throw
   */
  public Output(OutputStream out, Consumer<IOException> lost) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.lost = lost;
  }

  /** Standard output: a reader that has gone ends the verb, anything else is a failure. */
  static Output ofData(OutputStream out) {
    return new Output(out, Output::dataLost);
  }

  /** Standard error: what cannot be told there is lost, and the verb goes on. */
  static Output ofRemarks(OutputStream err) {
    return new Output(err, failure -> {});
  }

  public void line(String text) {
    print(text + "\n");
  }

  public void print(String text) {
    attempt(() -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void write(char[] text, int start, int length) {
    print(new String(text, start, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  @Override
  public void close() {
    attempt(out::close);
  }

  private interface Step {
    void run() throws IOException;
  }

  private synchronized void attempt(Step step) {
    if (broken) {
      return;
    }
    try {
      step.run();
    } catch (IOException e) {
      broken = true;
      lost.accept(e);
    }
  }

  // The JDK keeps no error number, only its text, in which also translations say pipe.
  private static void dataLost(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
      throw new OutputClosedException(failure);
    }
    throw new CliException(
        ExitCode.UNEXPECTED,
        "standard output cannot be written: " + reason,
        "what was printed until then is incomplete");
  }
}
