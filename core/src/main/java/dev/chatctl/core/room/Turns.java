package dev.chatctl.core.room;

import dev.chatctl.core.message.Ticks;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * When a connection may act, and the tick at which it speaks: two numbers, at one write an action.
 * So the limit holds over all execution environments, and each message comes after all that its
 * sender had said before, whatever their clocks say. The turn is a verified user's, whatever the
 * connection, and is written at the same time as the tick; a guest's is in the session with it.
 */
final class Turns {
  private static final int MICROS = 1_000_000;

  /** Longer than any burst. */
  private static final Duration TURN_KEPT = Duration.ofHours(2);

  private final Tables tables;
  private final String sessions;
  private final String limits;
  private final boolean isLimited;
  private final long interval;
  private final long burstWindow;

  Turns(Tables tables, String sessions, String limits, RateLimitSettings settings) {
    this.tables = tables;
    this.sessions = sessions;
    this.limits = limits;
    this.isLimited = settings.messagesPerSecond() != RateLimitSettings.UNLIMITED;
    this.interval = isLimited ? MICROS / settings.messagesPerSecond() : 0;
    this.burstWindow = interval * settings.burst();
  }

  /** Takes a turn for anything but speaking, if there is one. */
  CompletableFuture<Boolean> admit(Connection connection, Instant now) {
    if (!isLimited) {
      return CompletableFuture.completedFuture(true);
    }
    Turn turn =
        connection
            .user()
            .id()
            .map(user -> ofUser(user, now))
            .orElseGet(() -> in(connection, now, false, true));
    return take(turn, Row.EMPTY).thenApply(OptionalLong::isPresent);
  }

  /**
   * Takes a turn to speak.
   *
   * @return the tick to speak at, later than all before; empty if it is too soon
   */
  CompletableFuture<OptionalLong> speak(Connection connection, Instant now) {
    Optional<String> user = connection.user().id().filter(id -> isLimited);
    CompletableFuture<OptionalLong> tick =
        take(in(connection, now, true, isLimited && user.isEmpty()), Row.EMPTY);
    return user.map(
            id ->
                take(ofUser(id, now), Row.EMPTY)
                    .thenCombine(tick, (turn, at) -> turn.isPresent() ? at : turn))
        .orElse(tick);
  }

  /** Takes another tick for what a turn was taken for. */
  CompletableFuture<OptionalLong> speakAgain(Connection connection, Instant now) {
    return take(in(connection, now, true, false), Row.EMPTY);
  }

  /** What to take, and where it is noted. */
  private record Turn(String table, Row key, Instant now, boolean isSpoken, boolean isLimited) {}

  private Turn in(Connection connection, Instant now, boolean isSpoken, boolean isLimited) {
    return new Turn(sessions, Row.of("connection_id", connection.id()), now, isSpoken, isLimited);
  }

  private Turn ofUser(String user, Instant now) {
    return new Turn(limits, Holdings.turn(user), now, false, true);
  }

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
    if (turn.table().equals(limits)) {
      changes.add("expires_at = :end");
      values = values.with(":end", turn.now().plus(TURN_KEPT).getEpochSecond());
    }
    return tables.update(
        new Update(
            turn.table(),
            turn.key(),
            new Expression("SET " + String.join(", ", changes), values),
            Expression.of(String.join(" AND ", conditions))));
  }
}
