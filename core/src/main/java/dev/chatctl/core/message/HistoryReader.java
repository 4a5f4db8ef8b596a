package dev.chatctl.core.message;

import static dev.chatctl.core.aws.Items.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Walks a room's history from day to day, until a page is full or the history ends. */
final class HistoryReader {
  private final DynamoDbAsyncClient dynamoDb;
  private final String table;

  HistoryReader(DynamoDbAsyncClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  static String bucket(String room, Instant at) {
    return bucket(room, day(at));
  }

  CompletableFuture<HistoryPage> before(
      String room, Instant createdAt, Optional<String> id, int limit, Instant now) {
    Instant oldest = now.minus(MessageHistory.RETENTION);
    LocalDate last = day(createdAt.isAfter(oldest) ? min(createdAt, now) : oldest);
    // A client can make up an id of any time.
    LocalDate first = day(id.map(MessageIds::timeOf).map(time -> min(time, now)).orElse(now));
    return walk(new Walk(room, false, limit, last), first, id, new ArrayList<>())
        .thenApply(
            messages ->
                new HistoryPage(
                    messages,
                    messages.size() < limit
                        ? Optional.empty()
                        : Optional.of(HistoryCursor.of(messages.getLast().id())),
                    Optional.empty()));
  }

  CompletableFuture<HistoryPage> after(String room, String id, int limit, Instant now) {
    Instant oldest = now.minus(MessageHistory.RETENTION);
    LocalDate first = day(max(MessageIds.timeOf(id), oldest));
    return walk(new Walk(room, true, limit, day(now)), first, Optional.of(id), new ArrayList<>())
        .thenApply(
            messages ->
                new HistoryPage(
                    messages,
                    Optional.empty(),
                    messages.size() < limit
                        ? Optional.empty()
                        : Optional.of(messages.getLast().id())));
  }

  private CompletableFuture<List<Message>> walk(
      Walk walk, LocalDate day, Optional<String> beyond, List<Message> found) {
    if (found.size() >= walk.limit() || walk.isOver(day)) {
      return CompletableFuture.completedFuture(found);
    }
    return dynamoDb
        .query(query(walk, day, beyond, walk.limit() - found.size()))
        .thenCompose(
            page -> {
              page.items().forEach(item -> found.add(MessageHistory.message(item)));
              // AWS: a page may end early, at 1 MB; then the same day goes on from there.
              boolean dayGoesOn = !page.lastEvaluatedKey().isEmpty() && !page.items().isEmpty();
              return dayGoesOn
                  ? walk(walk, day, Optional.of(found.getLast().id()), found)
                  : walk(walk, walk.next(day), beyond, found);
            });
  }

  private QueryRequest query(Walk walk, LocalDate day, Optional<String> beyond, int limit) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":bucket", text(bucket(walk.room(), day)));
    String condition = "room_bucket = :bucket";
    if (beyond.isPresent()) {
      condition += walk.forwards() ? " AND message_id > :id" : " AND message_id < :id";
      values.put(":id", text(beyond.get()));
    }
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values)
        .scanIndexForward(walk.forwards())
        .limit(limit)
        .build();
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
  private record Walk(String room, boolean forwards, int limit, LocalDate last) {
    boolean isOver(LocalDate day) {
      return forwards ? day.isAfter(last) : day.isBefore(last);
    }

    LocalDate next(LocalDate day) {
      return forwards ? day.plusDays(1) : day.minusDays(1);
    }
  }
}
