package dev.chatctl.core.room;

import dev.chatctl.core.message.Ticks;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * When a connection may act, and the tick at which it speaks: two numbers in its session, at one
 * write an action. So the limit holds over all execution environments, and each message comes after
 * all that its sender had said before, whatever their clocks say.
 */
final class Turns {
  private static final int MICROS = 1_000_000;

  private final Tables tables;
  private final String table;
  private final boolean isLimited;
  private final long interval;
  private final long burstWindow;

  Turns(Tables tables, String table, RateLimitSettings limits) {
    this.tables = tables;
    this.table = table;
    this.isLimited = limits.messagesPerSecond() != RateLimitSettings.UNLIMITED;
    this.interval = isLimited ? MICROS / limits.messagesPerSecond() : 0;
    this.burstWindow = interval * limits.burst();
  }

  /** Takes a turn for anything but speaking, if there is one. */
  CompletableFuture<Boolean> admit(String connectionId, Instant now) {
    return isLimited
        ? take(new Turn(connectionId, now, false, true), Row.EMPTY)
            .thenApply(OptionalLong::isPresent)
        : CompletableFuture.completedFuture(true);
  }

  /**
   * Takes a turn to speak.
   *
   * @return the tick to speak at, later than all before; empty if it is too soon
   */
  CompletableFuture<OptionalLong> speak(String connectionId, Instant now) {
    return take(new Turn(connectionId, now, true, isLimited), Row.EMPTY);
  }

  /** Takes another tick for what a turn was taken for. */
  CompletableFuture<OptionalLong> speakAgain(String connectionId, Instant now) {
    return take(new Turn(connectionId, now, true, false), Row.EMPTY);
  }

  /** What to take. */
  private record Turn(String connectionId, Instant now, boolean isSpoken, boolean isLimited) {}

  // A connection that has been silent for a while needs one write. The others, and whose messages
  // overtake one another, learn from the refusal what to ask for.
  private CompletableFuture<OptionalLong> take(Turn turn, Row known) {
    long at = ChronoUnit.MICROS.between(Instant.EPOCH, turn.now());
    long free = Math.max(at, known.number("rate_turn", 0));
    if (turn.isLimited() && free > at && free > at + burstWindow - interval) {
      return CompletableFuture.completedFuture(OptionalLong.empty());
    }
    long tick = Math.max(Ticks.of(turn.now()), known.number("spoke_at", 0) + 1);
    return write(turn, free, tick)
        .thenCompose(
            written ->
                written.done()
                    ? CompletableFuture.completedFuture(OptionalLong.of(tick))
                    : take(turn, written.row()));
  }

  private CompletableFuture<Written> write(Turn turn, long free, long tick) {
    List<String> changes = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    Row values = Row.EMPTY;
    if (turn.isLimited()) {
      changes.add("rate_turn = :turn");
      conditions.add("(attribute_not_exists(rate_turn) OR rate_turn <= :free)");
      values = values.with(":turn", free + interval).with(":free", free);
    }
    if (turn.isSpoken()) {
      changes.add("spoke_at = :tick");
      conditions.add("(attribute_not_exists(spoke_at) OR spoke_at < :tick)");
      values = values.with(":tick", tick);
    }
    return tables.update(
        new Update(
            table,
            Row.of("connection_id", turn.connectionId()),
            new Expression("SET " + String.join(", ", changes), values),
            Expression.of(String.join(" AND ", conditions))));
  }
}
