package dev.chatctl.core.room;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The rooms table: one row of counters a room. */
record Rooms(Tables tables, String table) {
  /** A room that nobody enters or speaks in for this long is forgotten. */
  static final Duration RETENTION = Duration.ofDays(35);

  /** Counts a member in, creating the room and adding shards to it as needed. */
  CompletableFuture<RoomState> enter(String room, Instant now) {
    return count(room, "members", now)
        .thenCompose(
            state ->
                state.isCrowded() ? addShards(state) : CompletableFuture.completedFuture(state));
  }

  /** Counts a member out. */
  CompletableFuture<RoomState> leave(String room) {
    return update(room, new Expression("ADD members :minus_one", Row.of(":minus_one", -1)));
  }

  /** Takes the next message number. */
  CompletableFuture<RoomState> nextSequence(String room, Instant now) {
    return count(room, "message_count", now);
  }

  /** The room as it is; an unknown one is empty. */
  CompletableFuture<RoomState> find(String room) {
    return tables
        .get(new Get(table, key(room), false))
        .thenApply(row -> state(room, row.orElse(Row.EMPTY)));
  }

  /** All rooms there are; for the reaper, since it reads the whole table. */
  CompletableFuture<List<RoomState>> all() {
    return tables
        .scanAll(new Scan(table))
        .thenApply(rows -> rows.stream().map(row -> state(row.text("room"), row)).toList());
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
        // Another arrival may have added them already: then the row says how many there are.
        .thenApply(written -> state(state.room(), written.row()))
        // The next arrival will; the old number is still a valid one.
        .exceptionally(failure -> state);
  }

  /** Adds one to a counter, creating the room if need be. */
  private CompletableFuture<RoomState> count(String room, String counter, Instant now) {
    return update(
        room,
        new Expression(
            "ADD "
                + counter
                + " :one SET shard_count = if_not_exists(shard_count, :one),"
                + " created_at = if_not_exists(created_at, :now), expires_at = :expires",
            Row.of(":one", 1)
                .with(":now", now)
                .with(":expires", now.plus(RETENTION).getEpochSecond())));
  }

  private CompletableFuture<RoomState> update(String room, Expression change) {
    return tables
        .update(new Update(table, key(room), change, Expression.NONE))
        .thenApply(written -> state(room, written.row()));
  }

  private static RoomState state(String room, Row row) {
    return new RoomState(
        room,
        row.number("members", 0),
        Math.toIntExact(row.number("shard_count", 1)),
        row.number("message_count", 0),
        row.optionalTime("created_at").orElse(Instant.MAX));
  }

  private static Row key(String room) {
    return Row.of("room", room);
  }
}
