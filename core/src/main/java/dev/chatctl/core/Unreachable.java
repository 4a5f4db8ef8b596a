package dev.chatctl.core;

import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.util.List;

/** What a broadcast's account means for the connections that it did not reach. */
record Unreachable(GoneConnections gone, SlowConsumers slow, ExpiredTokens expired) {
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

  /** Ends those whose tokens have expired, who were passed over. */
  void endExpired(List<Recipient> recipients, Instant deadline) {
    expired.end(recipients, deadline);
  }
}
