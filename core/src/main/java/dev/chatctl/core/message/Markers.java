package dev.chatctl.core.message;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Put;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What each message became, by its key, for as long as it may come again. They live in the
 * message_history table, in partitions that no room name can lead to. Each tells the user, if there
 * is one, so that it can be found: of a direct message there is nothing else. AWS: what has expired
 * may be deleted days later, so that readers and writers look at the time themselves.
 *
 * @param memory for how long a message that comes again is known
 */
record Markers(Tables tables, String table, Duration memory) {

  CompletableFuture<Optional<StoredMessage>> find(MessageKey key, Instant now) {
    return tables
        .get(new Get(table, row(key), true))
        .thenApply(
            marker ->
                marker
                    .filter(row -> row.number("expires_at", 0) > now.getEpochSecond())
                    .map(Markers::earlier));
  }

  /** Remembers a message that is stored nowhere else; the first one counts. */
  CompletableFuture<StoredMessage> remember(
      MessageKey key, String id, Optional<String> user, Instant now) {
    return tables
        .put(mark(key, new StoredMessage(id, 0, true), user, now))
        .thenApply(
            written -> written.done() ? new StoredMessage(id, 0, true) : earlier(written.row()));
  }

  /** What to write together with a message. */
  Put mark(MessageKey key, StoredMessage stored, Optional<String> user, Instant now) {
    return new Put(
        table,
        row(key)
            .with("stored_id", stored.id())
            .with("shard", stored.shard())
            .with("user", user)
            .with("expires_at", now.plus(memory).getEpochSecond()),
        new Expression(
            "attribute_not_exists(message_id) OR expires_at <= :now",
            Row.of(":now", now.getEpochSecond())));
  }

  private static StoredMessage earlier(Row marker) {
    return new StoredMessage(
        marker.text("stored_id"), Math.toIntExact(marker.number("shard", 0)), false);
  }

  private static Row row(MessageKey key) {
    return Row.of("room_bucket", "client-id#" + key.digest()).with("message_id", "marker");
  }
}
