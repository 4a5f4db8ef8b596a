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
 * Markers that remember, for some minutes, which message a client's own id became. They live in the
 * message_history table, in partitions that no room name can lead to. AWS: what has expired may be
 * deleted days later, so that readers and writers look at the time themselves.
 */
record ClientIds(Tables tables, String table) {
  private static final Duration RETENTION = Duration.ofMinutes(10);

  CompletableFuture<Optional<StoredMessage>> find(
      String room, String author, String clientId, Instant now) {
    return tables
        .get(new Get(table, key(room, author, clientId), true))
        .thenApply(
            marker ->
                marker
                    .filter(row -> row.number("expires_at", 0) > now.getEpochSecond())
                    .map(ClientIds::earlier));
  }

  /** Remembers a direct message, which is stored nowhere else; the first one counts. */
  CompletableFuture<StoredMessage> remember(DirectMessage message, String author, String clientId) {
    Row key = key(message.room(), author, clientId);
    return tables
        .put(mark(key.with("stored_id", message.id()), message.sentAt()))
        .thenApply(
            written ->
                written.done() ? new StoredMessage(message.id(), 0, true) : earlier(written.row()));
  }

  /** What to write together with a message that has a client's id. */
  Put mark(Message message, String author, String clientId) {
    return mark(
        key(message.room(), author, clientId)
            .with("stored_id", message.id())
            .with("sequence", message.sequence()),
        message.sentAt());
  }

  private Put mark(Row marker, Instant now) {
    return new Put(
        table,
        marker.with("expires_at", now.plus(RETENTION).getEpochSecond()),
        new Expression(
            "attribute_not_exists(message_id) OR expires_at <= :now",
            Row.of(":now", now.getEpochSecond())));
  }

  private static StoredMessage earlier(Row marker) {
    return new StoredMessage(marker.text("stored_id"), marker.number("sequence", 0), false);
  }

  private static Row key(String room, String author, String clientId) {
    return Row.of("room_bucket", "client-id#" + room + "#" + author + "#" + clientId)
        .with("message_id", "marker");
  }
}
