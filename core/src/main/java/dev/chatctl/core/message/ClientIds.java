package dev.chatctl.core.message;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;

import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Markers that remember, for some minutes, which message a client's own id became. They live in the
 * message_history table, in partitions that no room name can lead to. AWS: what has expired may be
 * deleted days later, so that readers and writers look at the time themselves.
 */
final class ClientIds {
  private static final Duration RETENTION = Duration.ofMinutes(10);
  private static final String SORT_KEY = "marker";
  private static final String IS_FREE = "attribute_not_exists(message_id) OR expires_at <= :now";

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  ClientIds(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  CompletableFuture<Optional<StoredMessage>> find(
      String room, String sender, String clientId, Instant now) {
    return dynamoDb
        .getItem(
            request ->
                request.tableName(table).key(key(room, sender, clientId)).consistentRead(true))
        .thenApply(
            response ->
                number(response.item(), "expires_at", 0) > now.getEpochSecond()
                    ? Optional.of(earlier(response.item()))
                    : Optional.empty());
  }

  /** Remembers a direct message, which is stored nowhere else; the first one counts. */
  CompletableFuture<StoredMessage> remember(DirectMessage message, String sender, String clientId) {
    var item = new HashMap<>(key(message.room(), sender, clientId));
    item.put("stored_id", text(message.id()));
    item.put("expires_at", number(message.sentAt().plus(RETENTION).getEpochSecond()));
    var write =
        dynamoDb
            .putItem(
                put ->
                    put.tableName(table)
                        .item(item)
                        .conditionExpression(IS_FREE)
                        .expressionAttributeValues(at(message.sentAt()))
                        .returnValuesOnConditionCheckFailure("ALL_OLD"))
            .thenApply(done -> new StoredMessage(message.id(), 0, true));
    return Futures.onConditionFailure(write, condition -> earlier(condition.item()));
  }

  TransactWriteItem mark(Message message, String sender, String clientId) {
    var expiry = message.sentAt().plus(RETENTION).getEpochSecond();
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(
                        Map.of(
                            "room_bucket", text(partition(message.room(), sender, clientId)),
                            "message_id", text(SORT_KEY),
                            "stored_id", text(message.id()),
                            "sequence", number(message.sequence()),
                            "expires_at", number(expiry)))
                    .conditionExpression(IS_FREE)
                    .expressionAttributeValues(at(message.sentAt())))
        .build();
  }

  private static Map<String, AttributeValue> at(Instant now) {
    return Map.of(":now", number(now.getEpochSecond()));
  }

  private static StoredMessage earlier(Map<String, AttributeValue> marker) {
    return new StoredMessage(text(marker, "stored_id"), number(marker, "sequence", 0), false);
  }

  private static Map<String, AttributeValue> key(String room, String sender, String clientId) {
    return Map.of(
        "room_bucket", text(partition(room, sender, clientId)), "message_id", text(SORT_KEY));
  }

  private static String partition(String room, String sender, String clientId) {
    return "client-id#" + room + "#" + sender + "#" + clientId;
  }
}
