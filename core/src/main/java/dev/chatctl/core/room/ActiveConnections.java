package dev.chatctl.core.room;

import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.message.Member;
import dev.chatctl.core.moderation.Origin;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Order;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The active_connections table, partitioned by room and shard.
 *
 * <p>AWS: no connection outlives two hours. Older rows are not read, and the reaper ends them;
 * DynamoDB may delete them a day later, so that it never does so before the reaper has closed their
 * sessions.
 */
record ActiveConnections(Tables tables, String table) {
  /** With five minutes for clocks that differ. */
  private static final Duration EXPIRED_AFTER = Connection.LONGEST.plusMinutes(5);

  private static final Duration RETENTION = EXPIRED_AFTER.plusDays(1);
  private static final String RECIPIENT =
      "connection_id, dialect, connected_at, echo, ends_at, #user, source_ip";
  private static final String MEMBER = "connection_id, #name, #user, connected_at";

  private static final Expression EXISTS = Expression.of("attribute_exists(connection_id)");

  CompletableFuture<Written> add(Arrival arrival, int shard) {
    Row row =
        key(arrival.room(), shard, arrival.connectionId())
            .with("name", arrival.user().name())
            .with("user", arrival.user().id())
            .with("dialect", arrival.dialect())
            .with("source_ip", arrival.sourceIp())
            .with("connected_at", arrival.connectedAt())
            .with("ends_at", arrival.user().tokenExpiresAt().map(Timestamps::format))
            .with("expires_at", arrival.connectedAt().plus(RETENTION).getEpochSecond());
    return tables.put(
        new Put(table, arrival.echo().map(echo -> row.with("echo", echo ? 1 : 0)).orElse(row)));
  }

  /**
   * Takes a connection off the list.
   *
   * @return whether there was such a connection, true for one caller only
   */
  CompletableFuture<Boolean> remove(String room, int shard, String connectionId) {
    return tables
        .delete(new Delete(table, key(room, shard, connectionId), EXISTS))
        .thenApply(Written::done);
  }

  /** Renames a connection, unless it left meanwhile. */
  CompletableFuture<Written> rename(String room, int shard, String connectionId, String name) {
    return tables.update(
        new Update(
            table,
            key(room, shard, connectionId),
            new Expression("SET #name = :name", Row.of(":name", name)),
            EXISTS));
  }

  /** Lets a connection listen as long as another token says, unless it left meanwhile. */
  CompletableFuture<Written> renew(String room, int shard, String connectionId, User user) {
    return tables.update(
        new Update(
            table,
            key(room, shard, connectionId),
            user.tokenExpiresAt()
                .map(at -> new Expression("SET ends_at = :at", Row.EMPTY.with(":at", at)))
                .orElse(Expression.of("REMOVE ends_at")),
            EXISTS));
  }

  /**
   * The recipients in one shard, in order of their ids.
   *
   * @param from the least id to read; empty for all
   */
  CompletableFuture<List<Recipient>> recipients(String room, int shard, String from, Instant now) {
    Expression all = in(room, shard);
    Expression some =
        from.isEmpty()
            ? all
            : new Expression(
                all.text() + " AND connection_id >= :from", all.values().with(":from", from));
    return read(
        Query.of(table, some).sending(connected(">", now), RECIPIENT),
        row -> recipient(row, room, shard));
  }

  /**
   * The connections in one shard that must end: those that are older than any can be, since their
   * rows outlived them, and those whose tokens have expired.
   */
  CompletableFuture<List<Recipient>> expired(String room, int shard, Instant now) {
    Expression old = connected("<=", now);
    var over = new Expression(old.text() + " OR ends_at <= :now", old.values().with(":now", now));
    return read(
        Query.of(table, in(room, shard)).sending(over, RECIPIENT),
        row -> recipient(row, room, shard));
  }

  /** How many there are in one shard, just now. */
  CompletableFuture<Integer> count(String room, int shard) {
    return tables
        .queryAll(
            Query.of(table, in(room, shard))
                .sending(Expression.NONE, "connection_id")
                .in(new Order(true, true, 0)))
        .thenApply(List::size);
  }

  /**
   * Members of one shard, in order of their ids.
   *
   * @param after the id after which to begin; empty for the first
   * @param limit how many at most
   */
  CompletableFuture<List<Member>> members(
      String room, int shard, String after, int limit, Instant now) {
    var query =
        Query.of(table, in(room, shard))
            .sending(connected(">", now), MEMBER)
            .in(new Order(true, false, limit));
    return members(
        after.isEmpty() ? query : query.after(key(room, shard, after)), limit, new ArrayList<>());
  }

  private CompletableFuture<List<Member>> members(Query query, int limit, List<Member> found) {
    return tables
        .query(query)
        .thenCompose(
            page -> {
              page.rows().stream()
                  .limit(limit - found.size())
                  .map(
                      row ->
                          new Member(
                              row.text("connection_id"),
                              row.text("name"),
                              row.optionalText("user"),
                              row.time("connected_at")))
                  .forEach(found::add);
              return found.size() == limit || page.next().isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : members(query.after(page.next()), limit, found);
            });
  }

  /** The recipients in one shard, if it has no more rows than so many. */
  CompletableFuture<Optional<List<Recipient>>> few(String room, int shard, int most, Instant now) {
    return tables
        .query(
            Query.of(table, in(room, shard))
                .sending(connected(">", now), RECIPIENT)
                .in(new Order(true, false, most + 1)))
        .thenApply(
            page ->
                page.next().isEmpty()
                    ? Optional.of(
                        page.rows().stream().map(row -> recipient(row, room, shard)).toList())
                    : Optional.empty());
  }

  private <T> CompletableFuture<List<T>> read(Query query, Function<Row, T> convert) {
    return tables.queryAll(query).thenApply(rows -> rows.stream().map(convert).toList());
  }

  private static Expression in(String room, int shard) {
    return new Expression(
        "room_shard = :shard", Row.of(":shard", new RoomShard(room, shard).key()));
  }

  private static Expression connected(String comparison, Instant now) {
    return new Expression(
        "connected_at " + comparison + " :oldest",
        Row.EMPTY.with(":oldest", now.minus(EXPIRED_AFTER)));
  }

  private static Recipient recipient(Row row, String room, int shard) {
    return new Recipient(
        row.text("connection_id"),
        room,
        shard,
        row.text("dialect"),
        row.time("connected_at"),
        row.has("echo") ? Optional.of(row.number("echo", 0) == 1) : Optional.empty(),
        row.optionalTime("ends_at"),
        Origin.kept(row.optionalText("user"), row.optionalText("source_ip").orElse("")));
  }

  private static Row key(String room, int shard, String connectionId) {
    return Row.of("room_shard", new RoomShard(room, shard).key())
        .with("connection_id", connectionId);
  }
}
