package dev.chatctl.core.census;

import dev.chatctl.core.aws.Timestamps;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.RoomShard;
import java.time.Instant;

/**
 * A row of the active_connections table.
 *
 * @param name what the others call its user; empty if the row does not say
 * @param sourceIp empty if the row does not say
 */
public record ConnectionRow(
    String connectionId,
    String room,
    int shard,
    String name,
    String dialect,
    String sourceIp,
    Instant connectedAt) {

  /** Who a post to this connection goes to. */
  public Recipient recipient() {
    return new Recipient(connectionId, room, shard, dialect, connectedAt);
  }

  static ConnectionRow of(Item item) {
    RoomShard part = RoomShard.of(item.text("room_shard"));
    return new ConnectionRow(
        item.text("connection_id"),
        part.room(),
        part.shard(),
        item.optionalText("name").orElse(""),
        item.optionalText("dialect").orElse(""),
        item.optionalText("source_ip").orElse(""),
        item.optionalText("connected_at")
            .map(Timestamps::parse)
            .orElseGet(() -> Instant.ofEpochSecond(item.number("expires_at", 0))));
  }
}
