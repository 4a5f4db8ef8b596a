package dev.chatctl.local;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.metrics.EmbeddedMetrics;
import dev.chatctl.local.metrics.MetricStore;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the handlers' log lines go: all to their function's log, metrics also into the store,
 * warnings and errors also to the terminal. The others are left out, because a line for each
 * message would flood the terminal.
 */
final class HandlerLines {
  private final EmbeddedMetrics metrics;
  private final CurrentFunction current;
  private final PrintStream terminal;

  HandlerLines(MetricStore metrics, CurrentFunction current, PrintStream terminal) {
    this.current = current;
    this.metrics = new EmbeddedMetrics(metrics);
    this.terminal = terminal;
  }

  /** What the handlers print to; a line counts once it is complete. */
  PrintStream stream() {
    return new PrintStream(new Splitter(), true, StandardCharsets.UTF_8);
  }

  void line(String line) {
    current.line(line);
    if (!metrics.read(line) && isForPeople(line)) {
      terminal.println(PrintableText.oneLine(line));
    }
  }

  private static boolean isForPeople(String line) {
    return !line.contains("\"level\":\"INFO\"") && !line.contains("\"level\":\"DEBUG\"");
  }

  // PrintStream hands a line over in one synchronized write, its end possibly in another.
  private final class Splitter extends OutputStream {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        String line = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        line(line);
      } else {
        pending.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
