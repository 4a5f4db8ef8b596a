package dev.chatctl.core.census;

import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.RoomShard;
import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connection, as the tables know it.
 *
 * @param name what the others call its user; empty if the row does not say
 * @param sourceIp empty if the row does not say
 * @param connectedAt empty if the row does not say
 * @param unreadable what the row says that cannot be read, for people
 */
public record ConnectionRow(
    String connectionId,
    String room,
    int shard,
    String name,
    String dialect,
    String sourceIp,
    Optional<Instant> connectedAt,
    List<String> unreadable) {

  /** When it connected; one of unknown age is as old as can be. */
  public Instant since() {
    return connectedAt.orElse(Instant.EPOCH);
  }

  /** Who a post to this connection goes to. */
  public Recipient recipient() {
    return new Recipient(connectionId, room, shard, dialect, since());
  }

  /** A row of the active_connections table. */
  static ConnectionRow listed(Row row) {
    RoomShard part = RoomShard.of(row.text("room_shard"));
    return of(
        row,
        part.room(),
        part.shard(),
        row.optionalTime("connected_at")
            .orElseGet(() -> Instant.ofEpochSecond(row.number("expires_at", 0))));
  }

  static ConnectionRow of(Row row, String room, int shard, Instant connectedAt) {
    return new ConnectionRow(
        row.text("connection_id"),
        room,
        shard,
        row.optionalText("name").orElse(""),
        row.optionalText("dialect").orElse(""),
        row.optionalText("source_ip").orElse(""),
        Optional.of(connectedAt),
        List.of());
  }
}
