package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code messages.csv}: one line for each message sent. Times in microseconds; due from the first
 * message's due time, first and last from the message's own, empty when nobody was reached.
 */
public final class MessagesCsv {
  static final String HEADER =
      "number,publisher,sequence,due_us,received,late,lost,excused,duplicates,first_us,last_us";

  private MessagesCsv() {}

  /** Writes the file. */
  public static void write(List<MessageTally> tallies, Path file) throws IOException {
    long start = tallies.isEmpty() ? 0 : tallies.getFirst().dueNanos();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      out.write('\n');
      for (MessageTally t : tallies) {
        out.write(
            "%d,%d,%d,%d,%d,%d,%d,%d,%d,%s,%s%n"
                .formatted(
                    t.number(),
                    t.publisher(),
                    t.sequence(),
                    (t.dueNanos() - start) / 1000,
                    t.received(),
                    t.late(),
                    t.lost(),
                    t.excused(),
                    t.duplicates(),
                    micros(t.firstNanos()),
                    micros(t.lastNanos())));
      }
    }
  }

  private static String micros(OptionalLong nanos) {
    return nanos.isPresent() ? String.valueOf(nanos.getAsLong() / 1000) : "";
  }
}
