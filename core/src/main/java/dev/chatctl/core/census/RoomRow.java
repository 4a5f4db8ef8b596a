package dev.chatctl.core.census;

import dev.chatctl.core.aws.Timestamps;
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

  static RoomRow of(Item item) {
    return new RoomRow(
        item.text("room"),
        item.number("members", 0),
        Math.toIntExact(item.number("shard_count", 1)),
        item.number("message_count", 0),
        item.optionalText("created_at").map(Timestamps::parse));
  }
}
