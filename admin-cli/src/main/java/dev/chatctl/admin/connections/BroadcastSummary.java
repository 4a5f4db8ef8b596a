package dev.chatctl.admin.connections;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import java.util.List;

/** What a broadcast did. */
record BroadcastSummary(long connections, Tally tally) {
  static final View<BroadcastSummary> VIEW =
      View.of(
          "broadcast",
          summary -> Long.toString(summary.tally().done()),
          List.of(
              Column.of("connections", BroadcastSummary::connections),
              Column.of("sent", summary -> summary.tally().done()),
              Column.of("gone", summary -> summary.tally().gone()),
              Column.of("failed", summary -> summary.tally().failed()),
              Column.of(
                  "not_attempted", summary -> summary.connections() - summary.tally().attempted()),
              Column.of("seconds", summary -> summary.tally().elapsed().toMillis() / 1000.0),
              Column.of("posts_per_second", summary -> summary.tally().perSecond()),
              Column.of("p50_ms", summary -> summary.tally().latencies().quantileMillis(0.5)),
              Column.of("p99_ms", summary -> summary.tally().latencies().quantileMillis(0.99))));
}
