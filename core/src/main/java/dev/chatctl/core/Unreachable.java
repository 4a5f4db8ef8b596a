package dev.chatctl.core;

import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a broadcast's account means for the connections that it did not reach. */
record Unreachable(
    GoneConnections gone, SlowConsumers slow, Unwelcome unwelcome, Evictions evictions) {
  /**
   * Takes off the list who is no more, drops who does not read, and ends those who may not stay,
   * who were passed over.
   *
   * @param begun when the first of the recipients may have been posted to
   * @param deadline after which nothing is begun
   */
  void remove(
      String room,
      BroadcastReport report,
      List<Recipient> recipients,
      Instant begun,
      Instant deadline) {
    gone.remove(report.gone(), begun, deadline);
    slow.drop(report.throttled(), deadline);
    Function<Recipient, Optional<EvictionReason>> reasons = unwelcome.in(room, begun);
    for (EvictionReason reason : EvictionReason.values()) {
      evictions.evict(
          recipients.stream().filter(one -> reasons.apply(one).filter(reason::equals).isPresent()),
          reason,
          deadline);
    }
  }
}
