package dev.chatctl.core;

import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.util.List;

/** What a broadcast's account means for the connections that it did not reach. */
record Unreachable(GoneConnections gone, SlowConsumers slow, Evictions evictions) {
  /**
   * Takes off the list who is no more, drops who does not read, and ends those whose tokens had
   * expired, who were passed over.
   *
   * @param begun when the first of the recipients may have been posted to
   * @param deadline after which nothing is begun
   */
  void remove(BroadcastReport report, List<Recipient> recipients, Instant begun, Instant deadline) {
    gone.remove(report.gone(), begun, deadline);
    slow.drop(report.throttled(), deadline);
    evictions.evict(
        recipients.stream().filter(one -> one.isOver(begun)), TokenLife.EXPIRED, deadline);
  }
}
