package dev.chatctl.core;

import dev.chatctl.core.fanout.BroadcastReport;
import java.time.Instant;

/** What a broadcast's account means for the connections that it did not reach. */
record Unreachable(GoneConnections gone, SlowConsumers slow) {
  /**
   * Takes off the list who is no more, and drops who does not read.
   *
   * @param postedAt when the first of them may have been posted to
   * @param deadline after which nothing is begun
   */
  void remove(BroadcastReport report, Instant postedAt, Instant deadline) {
    gone.remove(report.gone(), postedAt, deadline);
    slow.drop(report.throttled(), deadline);
  }
}
