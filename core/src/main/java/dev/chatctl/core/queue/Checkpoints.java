package dev.chatctl.core.queue;

import static dev.chatctl.core.aws.Items.number;
import static dev.chatctl.core.aws.Items.text;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far the sending of a message has got, so that a job that is delivered again, or whose worker
 * was killed, does not post to the same recipients again, and a message that comes again is sent if
 * it had not been. Kept in the message_history table, in partitions that no room name can lead to.
 */
public final class Checkpoints {
  // AWS: SQS keeps a message for 14 days at most; a broadcast is of no interest after minutes.
  private static final Duration RETENTION = Duration.ofDays(1);

  private static final String WHOLE = "whole";

  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  public Checkpoints(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Whether a message has been sent, or handed on to whoever sends it. */
  public CompletableFuture<Boolean> isSent(String messageId) {
    return read(key(messageId, WHOLE)).thenApply(Progress::isDone);
  }

  /** Remembers that a message has been sent, or handed on to whoever sends it. */
  public CompletableFuture<Void> sent(String messageId, Instant now) {
    return write(key(messageId, WHOLE), "", 1, now);
  }

  /** How far a shard's broadcast has got. */
  public CompletableFuture<Progress> read(FanOutJob job) {
    return read(key(job));
  }

  /** Remembers that everybody before this connection id has been posted to. */
  public CompletableFuture<Void> reached(FanOutJob job, String nextConnectionId, Instant now) {
    return write(key(job), nextConnectionId, 0, now);
  }

  /** Remembers that the whole shard has been posted to. */
  public CompletableFuture<Void> done(FanOutJob job, Instant now) {
    return write(key(job), "", 1, now);
  }

  private CompletableFuture<Progress> read(Map<String, AttributeValue> key) {
    return dynamoDb
        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
        .thenApply(
            response ->
                response.hasItem()
                    ? new Progress(
                        text(response.item(), "next_connection_id"),
                        number(response.item(), "done", 0) == 1)
                    : new Progress("", false));
  }

  private CompletableFuture<Void> write(
      Map<String, AttributeValue> key, String next, int done, Instant now) {
    var item = new HashMap<>(key);
    item.put("next_connection_id", text(next));
    item.put("done", number(done));
    item.put("expires_at", number(now.plus(RETENTION).getEpochSecond()));
    return dynamoDb
        .putItem(request -> request.tableName(table).item(item))
        .thenAccept(stored -> {});
  }

  private static Map<String, AttributeValue> key(FanOutJob job) {
    return key(job.message().id(), "shard-" + job.shard());
  }

  private static Map<String, AttributeValue> key(String messageId, String part) {
    return Map.of("room_bucket", text("fan-out#" + messageId), "message_id", text(part));
  }

  /**
   * What a checkpoint says.
   *
   * @param from the least connection id that may not have been posted to
   */
  public record Progress(String from, boolean isDone) {}
}
