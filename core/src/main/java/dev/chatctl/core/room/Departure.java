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

  /** AWS: how {@code DELETE} closes a socket. */
  private static final int CLOSED_NORMALLY = 1000;

  /** Of somebody whose connection is about to be closed by us. */
  public static Departure evicted(String id, Instant connectedAt, Instant now, String reason) {
    return new Departure(
        id, connectedAt, now, OptionalInt.of(CLOSED_NORMALLY), Optional.of(reason));
  }

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
