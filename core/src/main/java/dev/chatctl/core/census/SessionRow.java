package dev.chatctl.core.census;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalText;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  static SessionRow of(Map<String, AttributeValue> item) {
    return new SessionRow(
        text(item, "connection_id"),
        optionalText(item, "room").orElse(""),
        Math.toIntExact(number(item, "shard", 0)),
        optionalText(item, "name").orElse(""),
        optionalText(item, "dialect").orElse(""),
        optionalText(item, "source_ip").orElse(""),
        time(item, "connected_at"),
        optionalText(item, "disconnected_at").map(Instant::parse),
        optionalNumber(item, "duration_seconds"),
        optionalNumber(item, "close_code"),
        optionalText(item, "close_reason"));
  }

  private static OptionalLong optionalNumber(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? OptionalLong.of(number(item, name, 0)) : OptionalLong.empty();
  }
}
