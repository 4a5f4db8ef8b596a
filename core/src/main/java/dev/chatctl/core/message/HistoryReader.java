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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Walks a room's history from day to day, until a page is full or the history ends. */
record HistoryReader(Tables tables, String table) {
  private static final int LARGEST_BITE = 1_000;

  /** Messages bear API Gateway's clock, which may be ahead of the reader's: of its day as well. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  static String bucket(String room, Instant at) {
    return bucket(room, day(at));
  }

  CompletableFuture<HistoryPage> before(
      String room, Instant createdAt, Optional<HistoryCursor> cursor, int limit, Instant now) {
    Instant oldest = now.minus(MessageHistory.RETENTION);
    Instant newest = now.plus(CLOCK_SKEW);
    LocalDate last = day(createdAt.isAfter(oldest) ? min(createdAt, newest) : oldest);
    // A client can make up a cursor of any time.
    Instant start = cursor.map(HistoryCursor::time).map(time -> min(time, newest)).orElse(newest);
    Optional<String> bound =
        cursor.map(HistoryCursor::time).map(time -> MessageIds.timePart(time.plusMillis(1)));
    var page = PageBuilder.backwards(limit, cursor);
    return walk(new Walk(room, false, last), day(start), bound, limit + 1, page)
        .thenApply(
            more ->
                new HistoryPage(
                    page.messages(),
                    page.last()
                        .filter(message -> more)
                        .map(message -> HistoryCursor.of(message).write()),
                    Optional.empty()));
  }

  CompletableFuture<HistoryPage> after(String room, String id, int limit, Instant now) {
    Instant oldest = now.minus(MessageHistory.RETENTION);
    LocalDate first = day(max(MessageIds.timeOf(id), oldest));
    // The whole millisecond, to learn the number of the message with this id.
    String bound = MessageIds.timePart(MessageIds.timeOf(id));
    var page = PageBuilder.forwards(limit, id);
    return walk(
            new Walk(room, true, day(now.plus(CLOCK_SKEW))),
            first,
            Optional.of(bound),
            limit + 2,
            page)
        .thenApply(
            more ->
                new HistoryPage(
                    page.messages(),
                    Optional.empty(),
                    page.last().filter(message -> more).map(Message::id)));
  }

  /** Fills the page; tells whether there may be more. */
  private CompletableFuture<Boolean> walk(
      Walk walk, LocalDate day, Optional<String> bound, int items, PageBuilder page) {
    if (walk.isOver(day)) {
      return CompletableFuture.completedFuture(page.isOverfull());
    }
    return tables
        .query(query(walk, day, bound, items))
        .thenCompose(
            answer -> {
              answer.rows().forEach(row -> page.add(MessageHistory.message(row)));
              boolean dayGoesOn = !answer.next().isEmpty();
              if (!dayGoesOn) {
                page.endOfDay();
              }
              LocalDate next = dayGoesOn ? day : walk.next(day);
              if (page.isFull()) {
                return CompletableFuture.completedFuture(
                    page.isOverfull() || dayGoesOn || !walk.isOver(next));
              }
              // Many messages of one millisecond: ever larger bites, lest a small page take many.
              return dayGoesOn
                  ? walk(
                      walk,
                      day,
                      answer.next().optionalText("message_id"),
                      Math.min(2 * items, LARGEST_BITE),
                      page)
                  : walk(walk, next, Optional.empty(), items, page);
            });
  }

  private Query query(Walk walk, LocalDate day, Optional<String> bound, int limit) {
    String condition = "room_bucket = :bucket";
    if (bound.isPresent()) {
      condition += walk.forwards() ? " AND message_id > :bound" : " AND message_id < :bound";
    }
    Row values = Row.of(":bucket", bucket(walk.room(), day)).with(":bound", bound);
    // Who catches up must not miss what was stored just before it came back.
    var order = new Order(walk.forwards(), walk.forwards(), limit);
    return Query.of(table, new Expression(condition, values)).in(order);
  }

  private static String bucket(String room, LocalDate day) {
    return room + "#" + day;
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
   * @param last the last day to read
   */
  private record Walk(String room, boolean forwards, LocalDate last) {
    boolean isOver(LocalDate day) {
      return forwards ? day.isAfter(last) : day.isBefore(last);
    }

    LocalDate next(LocalDate day) {
      return forwards ? day.plusDays(1) : day.minusDays(1);
    }
  }
}
