package dev.chatctl.core.census;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalText;
import static dev.chatctl.core.aws.Items.text;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of the rooms table.
 *
 * @param members about how many connections are in it
 * @param messages how many messages were ever sent to it
 */
public record RoomRow(
    String room, long members, int shards, long messages, Optional<Instant> createdAt) {

  static RoomRow of(Map<String, AttributeValue> item) {
    return new RoomRow(
        text(item, "room"),
        number(item, "members", 0),
        Math.toIntExact(number(item, "shard_count", 1)),
        number(item, "message_count", 0),
        optionalText(item, "created_at").map(Instant::parse));
  }
}
