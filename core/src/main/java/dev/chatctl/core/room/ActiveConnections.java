package dev.chatctl.core.room;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.Pages;
import dev.chatctl.core.message.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The active_connections table, partitioned by room and shard.
 *
 * <p>AWS: no connection outlives two hours. Older rows are not read, and the reaper ends them;
 * DynamoDB may delete them a day later, so that it never does so before the reaper has closed their
 * sessions.
 */
final class ActiveConnections {
  /** With five minutes for clocks that differ. */
  private static final Duration EXPIRED_AFTER = Connection.LONGEST.plusMinutes(5);

  private static final Duration RETENTION = EXPIRED_AFTER.plusDays(1);

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  ActiveConnections(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  CompletableFuture<Void> add(Arrival arrival, int shard) {
    var item = new HashMap<>(key(arrival.room(), shard, arrival.connectionId()));
    item.put("name", text(arrival.name()));
    item.put("dialect", text(arrival.dialect()));
    item.put("source_ip", text(arrival.sourceIp()));
    item.put("connected_at", time(arrival.connectedAt()));
    item.put("expires_at", number(arrival.connectedAt().plus(RETENTION).getEpochSecond()));
    arrival.echo().ifPresent(echo -> item.put("echo", number(echo ? 1 : 0)));
    return dynamoDb.putItem(request -> request.tableName(table).item(item)).thenAccept(done -> {});
  }

  /**
   * Takes a connection off the list.
   *
   * @return whether there was such a connection, true for one caller only
   */
  CompletableFuture<Boolean> remove(String room, int shard, String connectionId) {
    var write =
        dynamoDb
            .deleteItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(room, shard, connectionId))
                        .conditionExpression("attribute_exists(connection_id)"))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, condition -> false);
  }

  /**
   * Renames a connection.
   *
   * @return false if it left meanwhile
   */
  CompletableFuture<Boolean> rename(String room, int shard, String connectionId, String name) {
    var write =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(room, shard, connectionId))
                        .updateExpression("SET #name = :name")
                        .conditionExpression("attribute_exists(connection_id)")
                        .expressionAttributeNames(Map.of("#name", "name"))
                        .expressionAttributeValues(Map.of(":name", text(name))))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, condition -> false);
  }

  /**
   * The recipients in one shard, in order of their ids.
   *
   * @param from the least id to read; empty for all
   */
  CompletableFuture<List<Recipient>> recipients(String room, int shard, String from, Instant now) {
    return live(room, shard, now, from, "connection_id, dialect, connected_at, echo")
        .thenApply(items -> items.stream().map(item -> recipient(item, room, shard)).toList());
  }

  private static Recipient recipient(Map<String, AttributeValue> item, String room, int shard) {
    return new Recipient(
        text(item, "connection_id"),
        room,
        shard,
        text(item, "dialect"),
        time(item, "connected_at"),
        Optional.ofNullable(item.get("echo")).map(value -> "1".equals(value.n())));
  }

  /**
   * The connections in one shard that are older than any can be, since their rows outlived them.
   */
  CompletableFuture<List<Recipient>> expired(String room, int shard, Instant now) {
    var query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("room_shard = :shard")
            .filterExpression("connected_at <= :oldest")
            .expressionAttributeValues(
                Map.of(
                    ":shard", text(new RoomShard(room, shard).key()),
                    ":oldest", time(now.minus(EXPIRED_AFTER))))
            .build();
    return Pages.all(dynamoDb, query)
        .thenApply(items -> items.stream().map(item -> recipient(item, room, shard)).toList());
  }

  CompletableFuture<List<Member>> members(String room, int shard, Instant now) {
    return live(room, shard, now, "", "connection_id, #name, connected_at")
        .thenApply(
            items ->
                items.stream()
                    .map(
                        item ->
                            new Member(
                                text(item, "connection_id"),
                                text(item, "name"),
                                time(item, "connected_at")))
                    .toList());
  }

  private CompletableFuture<List<Map<String, AttributeValue>>> live(
      String room, int shard, Instant now, String from, String projection) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":shard", text(new RoomShard(room, shard).key()));
    values.put(":oldest", time(now.minus(EXPIRED_AFTER)));
    String condition = "room_shard = :shard";
    if (!from.isEmpty()) {
      condition += " AND connection_id >= :from";
      values.put(":from", text(from));
    }
    var query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression(condition)
            .filterExpression("connected_at > :oldest")
            .projectionExpression(projection)
            .expressionAttributeValues(values);
    if (projection.contains("#name")) {
      query.expressionAttributeNames(Map.of("#name", "name"));
    }
    return Pages.all(dynamoDb, query.build());
  }

  private static Map<String, AttributeValue> key(String room, int shard, String connectionId) {
    return Map.of(
        "room_shard", text(new RoomShard(room, shard).key()), "connection_id", text(connectionId));
  }
}
