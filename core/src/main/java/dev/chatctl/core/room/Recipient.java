package dev.chatctl.core.room;

import java.time.Instant;
import java.util.Optional;

/**
 * What a broadcast needs to know of a connection; the least that is worth reading.
 *
 * @param echo whether it hears its own messages, if that is not as usual in its dialect
 */
public record Recipient(
    String connectionId,
    String room,
    int shard,
    String dialect,
    Instant connectedAt,
    Optional<Boolean> echo) {

  /** One with its dialect's habits. */
  public Recipient(
      String connectionId, String room, int shard, String dialect, Instant connectedAt) {
    this(connectionId, room, shard, dialect, connectedAt, Optional.empty());
  }
}
