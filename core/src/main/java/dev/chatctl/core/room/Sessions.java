package dev.chatctl.core.room;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalText;
import static dev.chatctl.core.aws.Items.optionalTime;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The session_history table: one row for each connection there ever was, until it expires. */
final class Sessions {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final String GONE = "gone";

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  Sessions(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  CompletableFuture<Void> open(Arrival arrival, int shard) {
    var item = new HashMap<String, AttributeValue>();
    item.put("connection_id", text(arrival.connectionId()));
    item.put("room", text(arrival.room()));
    item.put("shard", number(shard));
    item.put("name", text(arrival.name()));
    item.put("dialect", text(arrival.dialect()));
    item.put("source_ip", text(arrival.sourceIp()));
    item.put("connected_at", time(arrival.connectedAt()));
    arrival.user().ifPresent(user -> item.put("user", text(user)));
    arrival.tokenExpiresAt().ifPresent(until -> item.put("speaks_until", time(until)));
    item.put("expires_at", number(arrival.connectedAt().plus(RETENTION).getEpochSecond()));
    return dynamoDb.putItem(request -> request.tableName(table).item(item)).thenAccept(done -> {});
  }

  /**
   * The connection, if its session is open. Read consistently: a client may speak right after its
   * handshake.
   */
  CompletableFuture<Optional<Connection>> find(String connectionId) {
    return dynamoDb
        .getItem(request -> request.tableName(table).key(key(connectionId)).consistentRead(true))
        .thenApply(
            response ->
                response.hasItem() && !response.item().containsKey("disconnected_at")
                    ? Optional.of(connection(response.item()))
                    : Optional.empty());
  }

  CompletableFuture<Void> rename(String connectionId, String name) {
    return dynamoDb
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(key(connectionId))
                    .updateExpression("SET #name = :name")
                    .conditionExpression("attribute_exists(connection_id)")
                    .expressionAttributeNames(Map.of("#name", "name"))
                    .expressionAttributeValues(Map.of(":name", text(name))))
        .thenAccept(done -> {});
  }

  /**
   * Closes the session, once: whoever comes second changes nothing.
   *
   * @return the connection, or empty if there is no such session
   */
  CompletableFuture<Optional<Closing>> close(Departure departure) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":at", time(departure.disconnectedAt()));
    values.put(
        ":duration",
        number(Duration.between(departure.connectedAt(), departure.disconnectedAt()).toSeconds()));
    var set = new StringBuilder("SET disconnected_at = :at, duration_seconds = :duration");
    departure
        .closeCode()
        .ifPresent(
            code -> {
              set.append(", close_code = :code");
              values.put(":code", number(code));
            });
    departure
        .closeReason()
        .ifPresent(
            reason -> {
              set.append(", close_reason = :reason");
              values.put(":reason", text(reason));
            });
    // What was presumed is no longer, now that it is known.
    set.append(" REMOVE presumed");
    var write =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(departure.connectionId()))
                        .updateExpression(set.toString())
                        .conditionExpression(
                            "attribute_exists(connection_id)"
                                + " AND (attribute_not_exists(disconnected_at)"
                                + " OR attribute_exists(presumed))")
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure("ALL_OLD"))
            .thenApply(
                response -> Optional.of(new Closing(connection(response.attributes()), true)));
    return Futures.onConditionFailure(
        write,
        condition ->
            condition.hasItem()
                ? Optional.of(new Closing(connection(condition.item()), false))
                : Optional.empty());
  }

  /**
   * Closes a session whose connection turned out dead, in case nobody ever says how it ended;
   * {@link #close} still can.
   */
  CompletableFuture<Boolean> presumeClosed(Recipient dead, Instant now) {
    long seconds = Duration.between(dead.connectedAt(), now).toSeconds();
    var write =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(dead.connectionId()))
                        .updateExpression(
                            "SET disconnected_at = :at, duration_seconds = :duration,"
                                + " close_reason = :reason, presumed = :yes")
                        .conditionExpression(
                            "attribute_exists(connection_id)"
                                + " AND attribute_not_exists(disconnected_at)")
                        .expressionAttributeValues(
                            Map.of(
                                ":at", time(now),
                                ":duration", number(seconds),
                                ":reason", text(GONE),
                                ":yes", number(1))))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, condition -> false);
  }

  private static Map<String, AttributeValue> key(String connectionId) {
    return Map.of("connection_id", text(connectionId));
  }

  private static Connection connection(Map<String, AttributeValue> item) {
    return new Connection(
        text(item, "connection_id"),
        text(item, "room"),
        Math.toIntExact(number(item, "shard", 0)),
        text(item, "name"),
        text(item, "dialect"),
        time(item, "connected_at"),
        optionalText(item, "user"),
        optionalTime(item, "speaks_until"));
  }
}
