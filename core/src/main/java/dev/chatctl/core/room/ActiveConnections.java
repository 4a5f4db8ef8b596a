package dev.chatctl.core.room;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;
import static dev.chatctl.core.aws.Items.time;
import static dev.chatctl.core.aws.Items.timestamp;

import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
  static final Duration LONGEST_CONNECTION = Duration.ofHours(2).plusMinutes(5);
  private static final Duration RETENTION = LONGEST_CONNECTION.plusDays(1);

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  ActiveConnections(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  CompletableFuture<?> add(Arrival arrival, int shard) {
    return dynamoDb.putItem(
        request ->
            request
                .tableName(table)
                .item(
                    Map.of(
                        "room_shard", text(partition(arrival.room(), shard)),
                        "connection_id", text(arrival.connectionId()),
                        "name", text(arrival.name()),
                        "dialect", text(arrival.dialect()),
                        "source_ip", text(arrival.sourceIp()),
                        "connected_at", time(arrival.connectedAt()),
                        "expires_at",
                            number(arrival.connectedAt().plus(RETENTION).getEpochSecond()))));
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
                        .key(
                            Map.of(
                                "room_shard", text(partition(room, shard)),
                                "connection_id", text(connectionId)))
                        .conditionExpression("attribute_exists(connection_id)"))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, condition -> false);
  }

  /** All recipients of a room; its shards are read at the same time. */
  CompletableFuture<List<Recipient>> recipients(String room, int shards, Instant now) {
    List<CompletableFuture<List<Recipient>>> reads =
        IntStream.range(0, shards).mapToObj(shard -> recipientsOf(room, shard, now)).toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(done -> reads.stream().flatMap(read -> read.join().stream()).toList());
  }

  private CompletableFuture<List<Recipient>> recipientsOf(String room, int shard, Instant now) {
    var query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("room_shard = :shard")
            .filterExpression("connected_at > :oldest")
            .projectionExpression("connection_id, dialect, connected_at")
            .expressionAttributeValues(
                Map.of(
                    ":shard", text(partition(room, shard)),
                    ":oldest", text(timestamp(now.minus(LONGEST_CONNECTION)))))
            .build();
    return page(query, room, shard, new ArrayList<>());
  }

  // AWS: a page ends at 1 MB.
  private CompletableFuture<List<Recipient>> page(
      QueryRequest query, String room, int shard, List<Recipient> found) {
    return dynamoDb
        .query(query)
        .thenCompose(
            response -> {
              for (Map<String, AttributeValue> item : response.items()) {
                found.add(
                    new Recipient(
                        text(item, "connection_id"),
                        room,
                        shard,
                        text(item, "dialect"),
                        time(item, "connected_at")));
              }
              return response.lastEvaluatedKey().isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : page(
                      query.copy(q -> q.exclusiveStartKey(response.lastEvaluatedKey())),
                      room,
                      shard,
                      found);
            });
  }

  private static String partition(String room, int shard) {
    return room + "#" + shard;
  }
}
