package dev.chatctl.core.census;

import dev.chatctl.core.aws.Timestamps;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the session_history table.
 *
 * @param disconnectedAt empty while the session is open
 * @param closeCode the WebSocket close code; empty when nobody saw the connection close
 */
public record SessionRow(
    String connectionId,
    String room,
    int shard,
    String name,
    String dialect,
    String sourceIp,
    Instant connectedAt,
    Optional<Instant> disconnectedAt,
    OptionalLong durationSeconds,
    OptionalLong closeCode,
    Optional<String> closeReason) {

  static SessionRow of(Item item) {
    return new SessionRow(
        item.text("connection_id"),
        item.optionalText("room").orElse(""),
        Math.toIntExact(item.number("shard", 0)),
        item.optionalText("name").orElse(""),
        item.optionalText("dialect").orElse(""),
        item.optionalText("source_ip").orElse(""),
        Timestamps.parse(item.text("connected_at")),
        item.optionalText("disconnected_at").map(Timestamps::parse),
        optionalNumber(item, "duration_seconds"),
        optionalNumber(item, "close_code"),
        item.optionalText("close_reason"));
  }

  private static OptionalLong optionalNumber(Item item, String name) {
    return item.values().containsKey(name)
        ? OptionalLong.of(item.number(name, 0))
        : OptionalLong.empty();
  }
}
