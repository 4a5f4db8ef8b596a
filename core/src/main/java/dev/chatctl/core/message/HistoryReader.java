package dev.chatctl.core.message;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Order;
import dev.chatctl.core.table.Tables.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Walks a room's history from day to day, until a page is full or the history ends. A day's shards
 * are read at the same time and merged by id.
 *
 * @param retention how far back to look
 */
record HistoryReader(Tables tables, String table, Duration retention) {
  /** Messages bear the clock of who stored them, which may be ahead of the reader's. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final Comparator<Message> BY_ID = Comparator.comparing(Message::id);

  static String bucket(String room, int shard, Instant at) {
    return bucket(room, shard, day(at));
  }

  CompletableFuture<HistoryPage> before(
      RoomHistory room, Optional<HistoryCursor> cursor, int limit, Instant now) {
    Instant oldest = now.minus(retention);
    Instant newest = now.plus(CLOCK_SKEW);
    Instant created = min(room.createdAt(), newest).minus(CLOCK_SKEW);
    Optional<String> bound = cursor.map(HistoryCursor::id);
    // A client can make up a cursor of any time.
    Instant start = bound.map(MessageIds::timeOf).map(time -> min(time, newest)).orElse(newest);
    var walk = new Walk(room, false, bound, day(max(created, oldest)), limit + 1);
    return read(walk, day(start), new ArrayList<>())
        .thenApply(
            found -> {
              List<Message> page = found.subList(0, Math.min(limit, found.size()));
              return new HistoryPage(
                  page,
                  found.size() > limit
                      ? Optional.of(new HistoryCursor(page.getLast().id()).write())
                      : Optional.empty(),
                  Optional.empty(),
                  cursor.isPresent()
                      ? Optional.empty()
                      : Optional.of(Position.settled(now).write(room.room())),
                  Optional.empty());
            });
  }

  CompletableFuture<HistoryPage> after(RoomHistory room, Position from, int limit, Instant now) {
    Instant oldest = now.minus(retention);
    String bound = from.bound(now);
    Instant start = Ticks.time(Base32.number(bound.substring(0, MessageIds.TICK_CHARS)));
    var walk = new Walk(room, true, Optional.of(bound), day(now.plus(CLOCK_SKEW)), limit + 1);
    return read(walk, day(max(start, oldest)), new ArrayList<>())
        .thenApply(
            found -> {
              List<Message> page = found.subList(0, Math.min(limit, found.size()));
              Optional<String> last =
                  found.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty();
              return new HistoryPage(
                  page,
                  Optional.empty(),
                  last,
                  Optional.of(from.next(last, now).write(room.room())),
                  Optional.of(!start.isBefore(oldest)));
            });
  }

  /** Reads from this day on until there are as many as are wanted, or no more days. */
  private CompletableFuture<List<Message>> read(Walk walk, LocalDate day, List<Message> found) {
    int missing = walk.wanted() - found.size();
    if (missing == 0 || walk.isOver(day)) {
      return CompletableFuture.completedFuture(found);
    }
    List<CompletableFuture<List<Row>>> shards =
        IntStream.range(0, walk.room().shards())
            .mapToObj(shard -> rows(query(walk, day, shard, missing), missing, new ArrayList<>()))
            .toList();
    return CompletableFuture.allOf(shards.toArray(CompletableFuture[]::new))
        .thenCompose(
            done -> {
              shards.stream()
                  .flatMap(rows -> rows.join().stream())
                  .map(MessageHistory::message)
                  .sorted(walk.forwards() ? BY_ID : BY_ID.reversed())
                  .limit(missing)
                  .forEach(found::add);
              return read(walk, walk.next(day), found);
            });
  }

  /** AWS: a page ends at 1 MB, which may be less than what was asked for. */
  private CompletableFuture<List<Row>> rows(Query query, int wanted, List<Row> found) {
    return tables
        .query(query)
        .thenCompose(
            page -> {
              found.addAll(page.rows());
              return page.next().isEmpty() || found.size() >= wanted
                  ? CompletableFuture.completedFuture(found)
                  : rows(query.after(page.next()), wanted, found);
            });
  }

  private Query query(Walk walk, LocalDate day, int shard, int limit) {
    String condition = "room_bucket = :bucket";
    if (walk.bound().isPresent()) {
      condition += walk.forwards() ? " AND message_id > :bound" : " AND message_id < :bound";
    }
    Row values =
        Row.of(":bucket", bucket(walk.room().room(), shard, day)).with(":bound", walk.bound());
    // Who catches up must not miss what was stored just before it came back.
    var order = new Order(walk.forwards(), walk.forwards(), limit);
    return Query.of(table, new Expression(condition, values)).in(order);
  }

  private static String bucket(String room, int shard, LocalDate day) {
    return room + "#" + day + (shard == 0 ? "" : "#" + shard);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * A direction and where to stop.
   *
   * @param bound the key that is not read any more, whatever the day
   * @param last the last day to read
   * @param wanted after how many messages
   */
  private record Walk(
      RoomHistory room, boolean forwards, Optional<String> bound, LocalDate last, int wanted) {
    boolean isOver(LocalDate day) {
      return forwards ? day.isAfter(last) : day.isBefore(last);
    }

    LocalDate next(LocalDate day) {
      return forwards ? day.plusDays(1) : day.minusDays(1);
    }
  }
}
