package dev.chatctl.core.room;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The rooms table: one row a room. It is read by all and written seldom: when the room begins, once
 * a day that it is entered, when it gets more shards, and when somebody counts.
 *
 * @param retention a room that nobody enters for this long is forgotten
 */
record Rooms(Tables tables, String table, Duration retention) {
  private static final Duration RENEWED_AFTER = Duration.ofDays(1);

  /** The room that somebody enters; makes it, if none was found. */
  CompletableFuture<RoomState> enter(RoomState found, Instant now) {
    Instant expires = now.plus(retention);
    return found.expiresAt().isAfter(expires.minus(RENEWED_AFTER))
        ? CompletableFuture.completedFuture(found)
        : renew(found.room(), now, expires);
  }

  /** The room as it is; an unknown one is empty. */
  CompletableFuture<RoomState> find(String room) {
    return tables
        .get(new Get(table, key(room), false))
        .thenApply(row -> RoomState.of(room, row.orElse(Row.EMPTY)));
  }

  /** All rooms there are; for the reaper, since it reads the whole table. */
  CompletableFuture<List<RoomState>> all() {
    return tables
        .scanAll(new Scan(table))
        .thenApply(rows -> rows.stream().map(row -> RoomState.of(row.text("room"), row)).toList());
  }

  /**
   * Notes how many connections a shard was seen to have, unless it was counted later, and adds
   * shards to a crowded room. Noting it twice is the same as once.
   *
   * @param at when the count began
   */
  CompletableFuture<RoomState> counted(String room, int shard, long members, Instant at) {
    return tables
        .update(
            new Update(
                table,
                key(room),
                new Expression(
                    "SET %s = :members, %s = :at"
                        .formatted(RoomState.members(shard), counted(shard)),
                    Row.of(":members", members)
                        .with(":at", ChronoUnit.MICROS.between(Instant.EPOCH, at))),
                new Expression(
                    "shard_count > :shard AND (attribute_not_exists(%1$s) OR %1$s <= :at)"
                        .formatted(counted(shard)),
                    Row.of(":shard", shard))))
        .thenApply(written -> RoomState.of(room, written.row()))
        .thenCompose(
            state ->
                state.isCrowded() ? addShards(state) : CompletableFuture.completedFuture(state));
  }

  /**
   * Takes the turn to tell a room who came and went, of which there is one an interval. Whoever
   * finds the next one taken has nothing to do, and writes nothing.
   *
   * @return when to tell, now or in up to an interval; empty if somebody else will
   */
  CompletableFuture<Optional<Instant>> turnToTell(RoomState room, Instant now, Duration interval) {
    if (room.toldUntil().isAfter(now.plus(interval))) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Instant turn = room.toldUntil().isAfter(now) ? room.toldUntil() : now;
    return tables
        .update(
            new Update(
                table,
                key(room.room()),
                new Expression(
                    "SET told_until = :next", Row.of(":next", turn.plus(interval).toEpochMilli())),
                new Expression(
                    "attribute_exists(room)"
                        + " AND (attribute_not_exists(told_until) OR told_until = :known)",
                    Row.of(":known", room.toldUntil().toEpochMilli()))))
        .thenCompose(
            written -> {
              if (written.done()) {
                return CompletableFuture.completedFuture(Optional.of(turn));
              }
              return written.row().isEmpty()
                  ? CompletableFuture.completedFuture(Optional.empty())
                  : turnToTell(RoomState.of(room.room(), written.row()), now, interval);
            });
  }

  /** Counts messages; about, since a repetition counts again. */
  CompletableFuture<RoomState> said(String room, long messages) {
    return tables
        .update(
            new Update(
                table,
                key(room),
                new Expression("ADD message_count :messages", Row.of(":messages", messages)),
                Expression.of("attribute_exists(room)")))
        .thenApply(written -> RoomState.of(room, written.row()));
  }

  private CompletableFuture<RoomState> renew(String room, Instant now, Instant expires) {
    return tables
        .update(
            new Update(
                table,
                key(room),
                new Expression(
                    "SET shard_count = if_not_exists(shard_count, :one),"
                        + " members = if_not_exists(members, :none),"
                        + " created_at = if_not_exists(created_at, :now), expires_at = :expires",
                    Row.of(":one", 1)
                        .with(":none", 0)
                        .with(":now", now)
                        .with(":expires", expires.getEpochSecond())),
                Expression.NONE))
        .thenApply(written -> RoomState.of(room, written.row()));
  }

  private CompletableFuture<RoomState> addShards(RoomState state) {
    return tables
        .update(
            new Update(
                table,
                key(state.room()),
                new Expression(
                    "SET shard_count = :doubled", Row.of(":doubled", state.shards() * 2L)),
                new Expression("shard_count = :current", Row.of(":current", state.shards()))))
        // Somebody else may have added them already: then the row says how many there are.
        .thenApply(written -> RoomState.of(state.room(), written.row()));
  }

  private static String counted(int shard) {
    return shard == 0 ? "counted" : "counted_" + shard;
  }

  private static Row key(String room) {
    return Row.of("room", room);
  }
}
