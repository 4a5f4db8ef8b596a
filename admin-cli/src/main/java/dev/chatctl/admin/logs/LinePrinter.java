package dev.chatctl.admin.logs;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Format;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Style;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints lines: for people, raw, or as the machine formats do. */
final class LinePrinter {
  private final Invocation invocation;
  private final Style style;
  private final boolean raw;
  private final boolean full;
  private final List<Pattern> highlights;
  private final DateTimeFormatter time;
  private final boolean documents;
  private final RowWriter<LogLine> writer;

  /**
   * A printer.
   *
   * @param raw whether to print nothing but the lines
   * @param full whether Lambda's lines around an invocation are printed as they are
   */
  LinePrinter(
      Invocation invocation, boolean raw, boolean full, ZoneId zone, List<Pattern> highlights) {
    this.invocation = invocation;
    this.style = invocation.style();
    this.raw = raw;
    this.full = full;
    this.highlights = highlights;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
    Format format = Rows.format(invocation.options());
    if (raw && !format.forPeople()) {
      throw CliException.usage("--raw and -o exclude each other", "leave one of them out");
    }
    this.documents = !format.forPeople();
    this.writer = Rows.writer(invocation, LogLine.VIEW);
  }

  void print(LogLine line) {
    if (documents) {
      writer.row(line);
      return;
    }
    String message = line.message().stripTrailing();
    if (raw) {
      invocation.out().line(invocation.printable(message));
      return;
    }
    Optional<String> shown = full ? Optional.of(message) : InvocationLines.folded(message);
    shown.ifPresent(text -> print(line, text));
  }

  private void print(LogLine line, String message) {
    // Tabs are Lambda's own; what else a line holds may be a client's doing.
    String text = PrintableText.lines(message);
    invocation
        .out()
        .line(
            style.dim(time.format(line.timestamp()))
                + " "
                + style.byKey(line.function(), line.function())
                + " "
                + highlighted(text));
  }

  /** Shows what was printed so far. */
  void flush() {
    invocation.out().flush();
  }

  void end() {
    if (documents) {
      writer.end();
    }
    flush();
  }

  /**
   * Marks each part that a pattern matches, once: what one marks is nothing for another to find.
   */
  private String highlighted(String text) {
    var marks = new BitSet();
    for (Pattern pattern : highlights) {
      pattern.matcher(text).results().forEach(match -> marks.set(match.start(), match.end()));
    }
    var marked = new StringBuilder();
    for (int start = 0; start < text.length(); ) {
      int end = marks.get(start) ? marks.nextClearBit(start) : marks.nextSetBit(start);
      String part = text.substring(start, end < 0 ? text.length() : end);
      marked.append(marks.get(start) ? style.highlight(part) : part);
      start += part.length();
    }
    return marked.toString();
  }
}
