package dev.chatctl.core.room;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a connection ended.
 *
 * @param closeCode the WebSocket close code, absent when nobody saw the connection close
 */
public record Departure(
    String connectionId,
    Instant connectedAt,
    Instant disconnectedAt,
    OptionalInt closeCode,
    Optional<String> closeReason) {

  /** Of somebody who was not let in after all. */
  static Departure refused(Arrival arrival) {
    return new Departure(
        arrival.connectionId(),
        arrival.connectedAt(),
        arrival.connectedAt(),
        OptionalInt.empty(),
        Optional.of("refused"));
  }
}
