package dev.chatctl.core.message;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalText;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

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
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The message_history table. A room's messages of one day (UTC) share a partition, sorted by id, so
 * that a page of history is one query and no partition grows for ever. Within a millisecond, where
 * ids are in no order, readers sort by the messages' numbers.
 */
public final class MessageHistory {
  static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;
  private final ClientIds clientIds;
  private final HistoryReader reader;

  public MessageHistory(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clientIds = new ClientIds(dynamoDb, table);
    this.reader = new HistoryReader(dynamoDb, table);
  }

  /**
   * The message that was stored under this client id in the last minutes, if any.
   *
   * @param sender the user's name for guests' connection ids
   */
  public CompletableFuture<Optional<StoredMessage>> find(
      String room, String sender, String clientMessageId, Instant now) {
    return clientIds.find(room, sender, clientMessageId, now);
  }

  /**
   * Stores a message, once: again with the same id, or with the same client id of the same sender,
   * changes nothing.
   */
  public CompletableFuture<StoredMessage> store(Message message, String sender) {
    var stored = new StoredMessage(message.id(), message.sequence(), true);
    Optional<String> clientId = message.clientMessageId();
    if (clientId.isPresent()) {
      return storeWithMarker(message, sender, clientId.get(), stored);
    }
    var write =
        dynamoDb
            .putItem(
                request ->
                    request
                        .tableName(table)
                        .item(item(message))
                        .conditionExpression("attribute_not_exists(message_id)")
                        .returnValuesOnConditionCheckFailure("ALL_OLD"))
            .thenApply(done -> stored);
    return Futures.onConditionFailure(
        write,
        condition ->
            new StoredMessage(message.id(), number(condition.item(), "sequence", 0), false));
  }

  /** A message by its id, if it has not expired. */
  public CompletableFuture<Optional<Message>> read(String room, String id) {
    Map<String, AttributeValue> key =
        Map.of(
            "room_bucket", text(HistoryReader.bucket(room, MessageIds.timeOf(id))),
            "message_id", text(id));
    return dynamoDb
        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
        .thenApply(
            response ->
                response.hasItem() ? Optional.of(message(response.item())) : Optional.empty());
  }

  /**
   * Remembers a direct message under a client's own id, or whatever else only this message has.
   *
   * @return what an earlier one under the same id was called, if there was one
   */
  public CompletableFuture<StoredMessage> remember(
      DirectMessage message, String sender, String clientId) {
    return clientIds.remember(message, sender, clientId);
  }

  /** Messages before a cursor, or the newest; newest first, by time and number. */
  public CompletableFuture<HistoryPage> before(
      String room, Instant createdAt, Optional<String> cursor, int limit, Instant now) {
    return reader.before(room, createdAt, cursor.flatMap(HistoryCursor::read), limit, now);
  }

  /**
   * Messages after one, oldest first, by time and number; of an unknown id's millisecond all of
   * them, since nothing may be missed.
   */
  public CompletableFuture<HistoryPage> after(
      String room, String messageId, int limit, Instant now) {
    return reader.after(room, messageId, limit, now);
  }

  /** Whether a text is a cursor of ours. */
  public static boolean isCursor(String text) {
    return HistoryCursor.read(text).isPresent();
  }

  private CompletableFuture<StoredMessage> storeWithMarker(
      Message message, String sender, String clientId, StoredMessage stored) {
    return dynamoDb
        .transactWriteItems(
            request ->
                request.transactItems(
                    clientIds.mark(message, sender, clientId),
                    TransactWriteItem.builder()
                        .put(
                            put ->
                                put.tableName(table)
                                    .item(item(message))
                                    .conditionExpression("attribute_not_exists(message_id)"))
                        .build()))
        .thenApply(done -> stored)
        .exceptionallyCompose(
            failure ->
                isRepetition(failure)
                    ? find(message.room(), sender, clientId, message.sentAt())
                        .thenApply(earlier -> earlier.orElse(stored.again()))
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isRepetition(Throwable failure) {
    return Futures.cause(failure) instanceof TransactionCanceledException canceled
        && canceled.cancellationReasons().stream()
            .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
  }

  private static Map<String, AttributeValue> item(Message message) {
    var item = new HashMap<String, AttributeValue>();
    item.put("room_bucket", text(HistoryReader.bucket(message.room(), message.sentAt())));
    item.put("message_id", text(message.id()));
    item.put("room", text(message.room()));
    item.put("connection_id", text(message.sender().connectionId()));
    item.put("name", text(message.sender().name()));
    item.put("timestamp", time(message.sentAt()));
    item.put("message", text(message.text()));
    item.put("sequence", number(message.sequence()));
    item.put("expires_at", number(message.sentAt().plus(RETENTION).getEpochSecond()));
    message.clientMessageId().ifPresent(id -> item.put("client_message_id", text(id)));
    return item;
  }

  static Message message(Map<String, AttributeValue> item) {
    return new Message(
        text(item, "message_id"),
        text(item, "room"),
        new Sender(text(item, "connection_id"), text(item, "name")),
        text(item, "message"),
        time(item, "timestamp"),
        number(item, "sequence", 0),
        optionalText(item, "client_message_id"));
  }
}
