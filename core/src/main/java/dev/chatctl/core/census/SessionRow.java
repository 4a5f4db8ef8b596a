package dev.chatctl.core.census;

import dev.chatctl.core.room.RoomShard;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the session_history table.
 *
 * @param end empty while the session is open
 */
public record SessionRow(ConnectionRow connection, Optional<End> end) {
  /**
   * How a session ended.
   *
   * @param closeCode the WebSocket close code; empty when nobody saw the connection close
   */
  public record End(
      Instant at,
      OptionalLong durationSeconds,
      OptionalLong closeCode,
      Optional<String> closeReason) {}

  /** The note why an operator is about to close a connection, which $disconnect cannot know. */
  public static Tables.Update endFor(String table, String connectionId, String reason) {
    return new Tables.Update(
        table,
        Row.of("connection_id", connectionId),
        new Expression("SET ended_for = :reason", Row.of(":reason", reason)),
        Expression.of("attribute_exists(connection_id) AND attribute_not_exists(disconnected_at)"));
  }

  static SessionRow of(Row row) {
    return new SessionRow(
        ConnectionRow.of(
            row,
            new RoomShard(
                row.optionalText("room").orElse(""), Math.toIntExact(row.number("shard", 0))),
            row.time("connected_at")),
        row.optionalTime("disconnected_at")
            .map(
                at ->
                    new End(
                        at,
                        row.optionalNumber("duration_seconds"),
                        row.optionalNumber("close_code"),
                        row.optionalText("ended_for").or(() -> row.optionalText("close_reason")))));
  }
}
