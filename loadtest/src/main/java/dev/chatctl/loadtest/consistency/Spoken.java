package dev.chatctl.loadtest.consistency;

import java.util.List;
import java.util.Optional;

/**
 * A message as its sender means it: what was sent under one client id, however often.
 *
 * @param attempts in order
 */
record Spoken(List<Sending> attempts) {
  /** What it is known by. */
  record Key(String author, String room, String clientId) {}

  static Key key(Sending sending) {
    return new Key(sending.author(), sending.room(), sending.clientId());
  }

  Sending first() {
    return attempts.getFirst();
  }

  /** The first attempt that was acknowledged. */
  Optional<Sending> acked() {
    return attempts.stream().filter(attempt -> attempt.ack().isPresent()).findFirst();
  }

  /** When no attempt could change anything any more. */
  long settled() {
    return acked()
        .map(attempt -> attempt.span().to())
        .orElse(attempts.getLast().span().to() + History.SETTLED_NANOS);
  }
}
