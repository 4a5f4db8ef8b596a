package dev.chatctl.core.census;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalText;
import static dev.chatctl.core.aws.Items.text;

import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  static ConnectionRow of(Map<String, AttributeValue> item) {
    String roomShard = text(item, "room_shard");
    int hash = roomShard.lastIndexOf('#');
    return new ConnectionRow(
        text(item, "connection_id"),
        roomShard.substring(0, Math.max(0, hash)),
        hash < 0 ? 0 : Integer.parseInt(roomShard.substring(hash + 1)),
        optionalText(item, "name").orElse(""),
        optionalText(item, "dialect").orElse(""),
        optionalText(item, "source_ip").orElse(""),
        optionalText(item, "connected_at")
            .map(Instant::parse)
            .orElseGet(() -> Instant.ofEpochSecond(number(item, "expires_at", 0))));
  }
}
