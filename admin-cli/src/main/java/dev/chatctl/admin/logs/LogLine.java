package dev.chatctl.admin.logs;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A line of a log.
 *
 * @param function whose log it is: its short name, or the group's
 * @param id unique for the line; empty in a live tail
 */
record LogLine(
    Instant timestamp, String function, String group, String stream, String id, String message) {
  static final Comparator<LogLine> BY_TIME =
      Comparator.comparing(LogLine::timestamp).thenComparing(LogLine::id);

  static final View<LogLine> VIEW =
      View.of(
          "log-line",
          line -> line.message().stripTrailing(),
          List.of(
              Column.of("timestamp", LogLine::timestamp),
              Column.of("function", LogLine::function),
              Column.of("message", line -> line.message().stripTrailing()),
              Column.of("log_group", LogLine::group),
              Column.of("log_stream", LogLine::stream),
              Column.of("event_id", LogLine::id)));
}
