package dev.chatctl.core.room;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;

import dev.chatctl.core.aws.Futures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * How fast one connection may send. The bucket is one number in the connection's session: the time
 * of its next free turn. So the limit holds over all execution environments, at one write a
 * message.
 */
final class RateLimit {
  private static final int MICROS = 1_000_000;

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;
  private final long interval;
  private final long burstWindow;

  /**
   * A limit.
   *
   * @param burst how many messages an idle connection may send at once
   */
  RateLimit(DynamoDbAsyncClient dynamoDb, String table, int perSecond, int burst) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.interval = MICROS / perSecond;
    this.burstWindow = interval * burst;
  }

  /** Takes a turn, if there is one. */
  CompletableFuture<Boolean> admit(String connectionId, Instant now) {
    long at = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    // A connection that has not sent for a while needs one write, the others two.
    return take(
            connectionId,
            "SET rate_turn = :turn",
            "attribute_not_exists(rate_turn) OR rate_turn <= :bound",
            at + interval,
            at)
        .thenCompose(
            idle ->
                idle
                    ? CompletableFuture.completedFuture(true)
                    : take(
                        connectionId,
                        "SET rate_turn = rate_turn + :turn",
                        "rate_turn <= :bound",
                        interval,
                        at + burstWindow - interval));
  }

  private CompletableFuture<Boolean> take(
      String connectionId, String update, String condition, long turn, long bound) {
    var write =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(Map.of("connection_id", text(connectionId)))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(
                            Map.of(":turn", number(turn), ":bound", number(bound))))
            .thenApply(done -> true);
    return Futures.onConditionFailure(write, failed -> false);
  }
}
