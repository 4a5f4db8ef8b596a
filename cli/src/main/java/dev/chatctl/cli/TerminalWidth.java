package dev.chatctl.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The width of the terminal that this process belongs to, which {@code stty} asks it for; asked
 * again after a while, since a window may be resized. The launcher has asked already when the
 * process starts. Thread-safe.
 */
final class TerminalWidth implements IntSupplier {
  private static final int DEFAULT = 80;
  private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");

  private int columns = Integer.getInteger("chatctl.columns", 0);
  private long asked = System.nanoTime();

  @Override
  public synchronized int getAsInt() {
    if (columns < 1 || System.nanoTime() - asked > FRESH_NANOS) {
      columns = ask();
      asked = System.nanoTime();
    }
    return columns;
  }

  private int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Matcher size =
          ROWS_AND_COLUMNS.matcher(new String(stty.getInputStream().readAllBytes(), US_ASCII));
      return size.matches() ? Integer.parseInt(size.group(1)) : known();
    } catch (IOException e) {
      return known(); // no stty, or the terminal has gone: neither is worth a word
    }
  }

  private int known() {
    return columns < 1 ? DEFAULT : columns;
  }
}
