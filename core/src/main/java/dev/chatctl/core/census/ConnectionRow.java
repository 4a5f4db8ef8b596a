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
 * @param part of which room's list it is
 * @param name what its user is called; empty if the row does not say
 * @param user who the authorizer said it is; empty for guests
 * @param sourceIp empty if the row does not say
 * @param connectedAt empty if the row does not say
 * @param unreadable what the row says that cannot be read, for people
 */
public record ConnectionRow(
    String connectionId,
    RoomShard part,
    String name,
    Optional<String> user,
    String dialect,
    String sourceIp,
    Optional<Instant> connectedAt,
    List<String> unreadable) {

  public String room() {
    return part.room();
  }

  public int shard() {
    return part.shard();
  }

  /** When it connected; one of unknown age is as old as can be. */
  public Instant since() {
    return connectedAt.orElse(Instant.EPOCH);
  }

  /** Who a post to this connection goes to. */
  public Recipient recipient() {
    return new Recipient(connectionId, room(), shard(), dialect, since());
  }

  /** A row of the active_connections table. */
  static ConnectionRow listed(Row row) {
    RoomShard part = RoomShard.of(row.text("room_shard"));
    return of(
        row,
        part,
        row.optionalTime("connected_at")
            .orElseGet(() -> Instant.ofEpochSecond(row.number("expires_at", 0))));
  }

  static ConnectionRow of(Row row, RoomShard part, Instant connectedAt) {
    return new ConnectionRow(
        row.text("connection_id"),
        part,
        row.optionalText("name").orElse(""),
        row.optionalText("user"),
        row.optionalText("dialect").orElse(""),
        row.optionalText("source_ip").orElse(""),
        Optional.of(connectedAt),
        List.of());
  }
}
