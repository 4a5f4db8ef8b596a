package dev.chatctl.core.message;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The message_history table. A room's messages of one day (UTC) share a partition, sorted by id, so
 * that a page of history is one query and no partition grows for ever.
 */
public final class MessageHistory {
  private static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  public MessageHistory(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Stores a message, once.
   *
   * @return false if it was there already
   */
  public CompletableFuture<Boolean> store(Message message) {
    Map<String, AttributeValue> item =
        Map.of(
            "room_bucket", text(bucket(message.room(), message.sentAt())),
            "message_id", text(message.id()),
            "connection_id", text(message.sender().connectionId()),
            "name", text(message.sender().name()),
            "timestamp", time(message.sentAt()),
            "message", text(message.text()),
            "sequence", number(message.sequence()),
            "expires_at", number(message.sentAt().plus(RETENTION).getEpochSecond()));
    var write =
        dynamoDb
            .putItem(
                request ->
                    request
                        .tableName(table)
                        .item(item)
                        .conditionExpression("attribute_not_exists(message_id)"))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, condition -> false);
  }

  private static String bucket(String room, Instant at) {
    return room + "#" + LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
