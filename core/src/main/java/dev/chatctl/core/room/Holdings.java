package dev.chatctl.core.room;

import dev.chatctl.core.settings.SourceIps;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Order;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The limits table: who holds what there is only so much of. A row ends by itself, since nobody may
 * ever see its connection end.
 */
record Holdings(Tables tables, String table) {
  private static final Duration RELEASED_WITHIN = Duration.ofSeconds(1);

  static String user(String id) {
    return "user#" + id;
  }

  /** Those of one address, as it was kept; empty where none was. */
  static Optional<String> address(String kept) {
    return kept.isEmpty() ? Optional.empty() : Optional.of("address#" + SourceIps.subscriber(kept));
  }

  static Optional<String> newRooms(String kept) {
    return address(kept).map(subject -> "new-rooms#" + subject);
  }

  /** Where a user's next turn to act is noted. */
  static Row turn(String user) {
    return key("turn#" + user, "next");
  }

  /** Taking it twice is the same as once. */
  CompletableFuture<Written> take(String subject, String id, Row what, Instant until) {
    return tables.put(
        new Put(table, key(subject, id).with(what).with("expires_at", until.getEpochSecond())));
  }

  /** What a subject holds just now, with every take that was answered before. */
  CompletableFuture<List<Row>> held(String subject, Instant now) {
    return tables.queryAll(
        Query.of(table, new Expression("subject = :subject", Row.of(":subject", subject)))
            .sending(
                new Expression("expires_at > :now", Row.of(":now", now.getEpochSecond())),
                "id, room, #user, taken_at")
            .in(new Order(true, true, 0)));
  }

  CompletableFuture<Written> release(String subject, String id) {
    return tables.delete(new Delete(table, key(subject, id), Expression.NONE));
  }

  /** Gives back what the connection of a session held. */
  CompletableFuture<Void> release(Row session) {
    return session.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : release(
            session.optionalText("user"),
            session.optionalText("source_ip").orElse(""),
            session.text("connection_id"));
  }

  /** Gives back what a connection held, or lets it end by itself: nobody's leaving waits long. */
  CompletableFuture<Void> release(Optional<String> user, String address, String connectionId) {
    if (table.equals(TableNames.NONE)) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.allOf(
            Stream.concat(user.map(Holdings::user).stream(), address(address).stream())
                .map(subject -> release(subject, connectionId))
                .toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .completeOnTimeout(null, RELEASED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Row key(String subject, String id) {
    return Row.of("subject", subject).with("id", id);
  }
}
