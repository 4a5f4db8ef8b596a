package dev.chatctl.core.queue;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Put;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * How far the sending of a message has got, so that a job that is delivered again, or whose worker
 * was killed, does not post to the same recipients again, and a message that comes again is sent if
 * it had not been. Kept in the message_history table, in partitions that no room name can lead to.
 */
public final class Checkpoints {
  // AWS: SQS keeps a message for 14 days at most; a broadcast is of no interest after minutes.
  private static final Duration RETENTION = Duration.ofDays(1);

  private static final String WHOLE = "whole";

  private final Tables tables;
  private final String table;

  public Checkpoints(Tables tables, String table) {
    this.tables = tables;
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

  private CompletableFuture<Progress> read(Row key) {
    return tables
        .get(new Get(table, key, true))
        .thenApply(
            row ->
                row.map(
                        known ->
                            new Progress(
                                known.text("next_connection_id"), known.number("done", 0) == 1))
                    .orElse(new Progress("", false)));
  }

  private CompletableFuture<Void> write(Row key, String next, int done, Instant now) {
    return tables
        .put(
            new Put(
                table,
                key.with("next_connection_id", next)
                    .with("done", done)
                    .with("expires_at", now.plus(RETENTION).getEpochSecond())))
        .thenAccept(written -> {});
  }

  private static Row key(FanOutJob job) {
    String news = job.message().deletion().isPresent() ? "deleted-" : "";
    return key(job.message().id(), news + "shard-" + job.shard());
  }

  private static Row key(String messageId, String part) {
    return Row.of("room_bucket", "fan-out#" + messageId).with("message_id", part);
  }

  /**
   * What a checkpoint says.
   *
   * @param from the least connection id that may not have been posted to
   */
  public record Progress(String from, boolean isDone) {}
}
