package dev.chatctl.core.room;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

/**
 * How fast one connection may send. The bucket is one number in the connection's session: the time
 * of its next free turn. So the limit holds over all execution environments, at one write a
 * message.
 */
final class RateLimit {
  private static final int MICROS = 1_000_000;

  private final Tables tables;
  private final String table;
  private final long interval;
  private final long burstWindow;

  /**
   * A limit.
   *
   * @param burst how many messages an idle connection may send at once
   */
  RateLimit(Tables tables, String table, int perSecond, int burst) {
    this.tables = tables;
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
            at + interval,
            "attribute_not_exists(rate_turn) OR rate_turn <= :bound",
            at)
        .thenCompose(
            idle ->
                idle
                    ? CompletableFuture.completedFuture(true)
                    : take(
                        connectionId,
                        "SET rate_turn = rate_turn + :turn",
                        interval,
                        "rate_turn <= :bound",
                        at + burstWindow - interval));
  }

  private CompletableFuture<Boolean> take(
      String connectionId, String change, long turn, String condition, long bound) {
    return tables
        .update(
            new Update(
                table,
                Row.of("connection_id", connectionId),
                new Expression(change, Row.of(":turn", turn)),
                new Expression(condition, Row.of(":bound", bound))))
        .thenApply(Written::done);
  }
}
