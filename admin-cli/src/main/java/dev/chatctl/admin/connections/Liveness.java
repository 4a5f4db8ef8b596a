package dev.chatctl.admin.connections;

import java.time.Instant;
import java.util.Optional;

/**
 * What {@code @connections} says of a connection that the table lists.
 *
 * @param userAgent as the client told it when it connected
 */
record Liveness(
    State state,
    Optional<Instant> connectedAt,
    Optional<Instant> lastActiveAt,
    Optional<String> sourceIp,
    Optional<String> userAgent) {

  enum State {
    LIVE,
    /** Listed but gone: the table is stale. */
    GONE
  }

  static final Liveness GONE =
      new Liveness(
          State.GONE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
