package dev.chatctl.core.room;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.optionalTime;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;

import dev.chatctl.core.aws.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The rooms table: one row of counters a room. */
final class Rooms {
  /** A room that nobody enters or speaks in for this long is forgotten. */
  static final Duration RETENTION = Duration.ofDays(35);

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  Rooms(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Counts a member in, creating the room and adding shards to it as needed. */
  CompletableFuture<RoomState> enter(String room, Instant now) {
    return update(
            room,
            "ADD members :one SET shard_count = if_not_exists(shard_count, :one),"
                + " created_at = if_not_exists(created_at, :now), expires_at = :expires",
            Map.of(
                ":one", number(1),
                ":now", time(now),
                ":expires", expiry(now)))
        .thenCompose(
            state ->
                state.isCrowded() ? addShards(state) : CompletableFuture.completedFuture(state));
  }

  /** Counts a member out. */
  CompletableFuture<RoomState> leave(String room) {
    return update(room, "ADD members :minus_one", Map.of(":minus_one", number(-1)));
  }

  /** Takes the next message number. */
  CompletableFuture<RoomState> nextSequence(String room, Instant now) {
    return update(
        room,
        "ADD message_count :one SET shard_count = if_not_exists(shard_count, :one),"
            + " created_at = if_not_exists(created_at, :now), expires_at = :expires",
        Map.of(":one", number(1), ":now", time(now), ":expires", expiry(now)));
  }

  private CompletableFuture<RoomState> addShards(RoomState state) {
    int doubled = state.shards() * 2;
    var grown =
        new RoomState(state.room(), state.members(), doubled, state.sequence(), state.createdAt());
    return dynamoDb
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(key(state.room()))
                    .updateExpression("SET shard_count = :doubled")
                    .conditionExpression("shard_count = :current")
                    .expressionAttributeValues(
                        Map.of(":doubled", number(doubled), ":current", number(state.shards()))))
        .thenApply(done -> grown)
        // Another arrival may have added them already, or the next will; the old number is still
        // a valid one.
        .exceptionally(failure -> state);
  }

  private CompletableFuture<RoomState> update(
      String room, String expression, Map<String, AttributeValue> values) {
    return dynamoDb
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(key(room))
                    .updateExpression(expression)
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.ALL_NEW))
        .thenApply(response -> state(room, response.attributes()));
  }

  /** The room as it is; an unknown one is empty. */
  CompletableFuture<RoomState> find(String room) {
    return dynamoDb
        .getItem(request -> request.tableName(table).key(key(room)))
        .thenApply(response -> state(room, response.item()));
  }

  /** All rooms there are; for the reaper, since it reads the whole table. */
  CompletableFuture<List<RoomState>> all() {
    return Pages.all(dynamoDb, ScanRequest.builder().tableName(table).build())
        .thenApply(items -> items.stream().map(item -> state(text(item, "room"), item)).toList());
  }

  private static RoomState state(String room, Map<String, AttributeValue> item) {
    return new RoomState(
        room,
        number(item, "members", 0),
        Math.toIntExact(number(item, "shard_count", 1)),
        number(item, "message_count", 0),
        optionalTime(item, "created_at").orElse(Instant.MAX));
  }

  private static Map<String, AttributeValue> key(String room) {
    return Map.of("room", text(room));
  }

  private static AttributeValue expiry(Instant now) {
    return number(now.plus(RETENTION).getEpochSecond());
  }
}
