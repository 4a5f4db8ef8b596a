package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Phase;
import dev.chatctl.loadtest.drive.Tick;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The tables of a results folder. {@code messages.csv}: one line a message, times from its due time
 * in nanoseconds, empty when nobody was reached. {@code arrivals.csv}: recipients reached, by
 * message and latency class. {@code recipients.csv}: one line a listener. {@code timeline.csv}: one
 * a second.
 */
final class Tables {
  static final String MESSAGES =
      "number,publisher,sequence,due_ns,unsent,received,late,lost,excused,duplicates,first_ns,last_ns";
  static final String ARRIVALS = "number,bucket,end_us,count";
  static final String RECIPIENTS = "number,room,received,mean_us,opens";
  static final String TIMELINE =
      "at_ms,phase,open,opened,sent,expected,received,late,duplicates,reordered,lag_p99_us,hiccup_us,"
          + "cpu_percent";

  private Tables() {}

  static void writeMessages(List<MessageTally> messages, Path file) throws IOException {
    Csv.write(
        file,
        MESSAGES,
        messages.stream()
            .map(
                t ->
                    List.of(
                        t.number(),
                        t.publisher(),
                        t.sequence(),
                        t.dueNanos(),
                        t.unsent() ? 1 : 0,
                        t.received(),
                        t.late(),
                        t.lost(),
                        t.excused(),
                        t.duplicates(),
                        cell(t.firstNanos()),
                        cell(t.lastNanos()))));
  }

  static List<MessageTally> readMessages(Path file) throws IOException {
    return Csv.read(file, MESSAGES).stream()
        .map(
            c ->
                new MessageTally(
                    integer(c, 0),
                    integer(c, 1),
                    integer(c, 2),
                    number(c, 3),
                    integer(c, 4) == 1,
                    integer(c, 5),
                    integer(c, 6),
                    integer(c, 7),
                    integer(c, 8),
                    integer(c, 9),
                    optional(c, 10),
                    optional(c, 11)))
        .toList();
  }

  static void writeArrivals(ArrivalCurves curves, int messages, Path file) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (int m = 0; m < messages; m++) {
      int[] row = curves.of(m);
      for (int b = 0; row != null && b < row.length; b++) {
        if (row[b] > 0) {
          rows.add(List.of(m, b, LatencyBuckets.endMicros(b), row[b]));
        }
      }
    }
    Csv.write(file, ARRIVALS, rows.stream());
  }

  static ArrivalCurves readArrivals(int messages, Path file) throws IOException {
    ArrivalCurves curves = new ArrivalCurves(messages);
    Csv.read(file, ARRIVALS).forEach(c -> curves.add(integer(c, 0), integer(c, 1), integer(c, 3)));
    return curves;
  }

  static void writeRecipients(List<RecipientRow> rows, Path file) throws IOException {
    Csv.write(
        file,
        RECIPIENTS,
        rows.stream()
            .map(r -> List.of(r.number(), r.room(), r.received(), r.meanMicros(), r.opens())));
  }

  static List<RecipientRow> readRecipients(Path file) throws IOException {
    return Csv.read(file, RECIPIENTS).stream()
        .map(
            c ->
                new RecipientRow(
                    integer(c, 0), integer(c, 1), integer(c, 2), number(c, 3), integer(c, 4)))
        .toList();
  }

  static void writeTimeline(List<Tick> ticks, Path file) throws IOException {
    Csv.write(
        file,
        TIMELINE,
        IntStream.range(0, ticks.size())
            .mapToObj(ticks::get)
            .map(
                t ->
                    List.of(
                        t.atMillis(),
                        t.phase(),
                        t.open(),
                        t.opened(),
                        t.sent(),
                        t.expected(),
                        t.received(),
                        t.late(),
                        t.duplicates(),
                        t.reordered(),
                        t.lagP99Micros(),
                        t.hiccupMicros(),
                        Text.format("%.1f", t.cpuPercent()))));
  }

  static List<Tick> readTimeline(Path file) throws IOException {
    return Csv.read(file, TIMELINE).stream()
        .map(
            c ->
                new Tick(
                    number(c, 0),
                    Phase.valueOf(c.get(1)),
                    integer(c, 2),
                    number(c, 3),
                    integer(c, 4),
                    number(c, 5),
                    number(c, 6),
                    number(c, 7),
                    number(c, 8),
                    number(c, 9),
                    number(c, 10),
                    number(c, 11),
                    Double.parseDouble(c.get(12))))
        .toList();
  }

  private static String cell(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : "";
  }

  private static OptionalLong optional(List<String> cells, int index) {
    return cells.get(index).isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(number(cells, index));
  }

  private static int integer(List<String> cells, int index) {
    return Integer.parseInt(cells.get(index));
  }

  private static long number(List<String> cells, int index) {
    return Long.parseLong(cells.get(index));
  }
}
