package dev.chatctl.core.census;

import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the rooms table.
 *
 * @param members about how many connections are in it
 * @param messages how many messages were ever sent to it
 */
public record RoomRow(
    String room, long members, int shards, long messages, Optional<Instant> createdAt) {

  static RoomRow of(Row row) {
    return new RoomRow(
        row.text("room"),
        row.number("members", 0),
        Math.toIntExact(row.number("shard_count", 1)),
        row.number("message_count", 0),
        row.optionalTime("created_at"));
  }
}
