package dev.chatctl.core.message;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Put;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The message_history table. A room's messages of one day (UTC) share a partition, sorted by id, so
 * that a page of history is one query and no partition grows for ever. Within a millisecond, where
 * ids are in no order, readers sort by the messages' numbers.
 */
public final class MessageHistory {
  static final Duration RETENTION = Duration.ofDays(30);

  private final Tables tables;
  private final String table;
  private final ClientIds clientIds;
  private final HistoryReader reader;

  public MessageHistory(Tables tables, String table) {
    this.tables = tables;
    this.table = table;
    this.clientIds = new ClientIds(tables, table);
    this.reader = new HistoryReader(tables, table);
  }

  /**
   * The message that was stored under this client id in the last minutes, if any.
   *
   * @param author the user's name for guests' connection ids
   */
  public CompletableFuture<Optional<StoredMessage>> find(
      String room, String author, String clientMessageId, Instant now) {
    return clientIds.find(room, author, clientMessageId, now);
  }

  /**
   * Stores a message, once: again with the same id, or with the same client id of the same author,
   * changes nothing.
   */
  public CompletableFuture<StoredMessage> store(Message message, String author) {
    var put = new Put(table, row(message), Expression.of("attribute_not_exists(message_id)"));
    var stored = new StoredMessage(message.id(), message.sequence(), true);
    return message
        .clientMessageId()
        .map(
            clientId ->
                tables
                    .putAll(List.of(clientIds.mark(message, author, clientId), put))
                    .thenCompose(
                        done ->
                            done
                                ? CompletableFuture.completedFuture(stored)
                                : find(message.room(), author, clientId, message.sentAt())
                                    .thenApply(earlier -> earlier.orElse(stored.again()))))
        .orElseGet(
            () ->
                tables
                    .put(put)
                    .thenApply(
                        written ->
                            written.done()
                                ? stored
                                : new StoredMessage(
                                    message.id(), written.row().number("sequence", 0), false)));
  }

  /** A message by its id, if it has not expired. */
  public CompletableFuture<Optional<Message>> read(String room, String id) {
    Row key =
        Row.of("room_bucket", HistoryReader.bucket(room, MessageIds.timeOf(id)))
            .with("message_id", id);
    return tables.get(new Get(table, key, true)).thenApply(row -> row.map(MessageHistory::message));
  }

  /**
   * Remembers a direct message under a client's own id, or whatever else only this message has.
   *
   * @return what an earlier one under the same id was called, if there was one
   */
  public CompletableFuture<StoredMessage> remember(
      DirectMessage message, String author, String clientId) {
    return clientIds.remember(message, author, clientId);
  }

  /** Messages before a cursor, or the newest; newest first, by time and number. */
  public CompletableFuture<HistoryPage> before(
      String room, Instant createdAt, Optional<String> cursor, int limit, Instant now) {
    return reader.before(room, createdAt, cursor.flatMap(HistoryCursor::read), limit, now);
  }

  /**
   * Messages after one, oldest first, by time and number; of an unknown id's millisecond all of
   * them, since nothing may be missed.
   */
  public CompletableFuture<HistoryPage> after(
      String room, String messageId, int limit, Instant now) {
    return reader.after(room, messageId, limit, now);
  }

  /** Whether a text is a cursor of ours. */
  public static boolean isCursor(String text) {
    return HistoryCursor.read(text).isPresent();
  }

  private static Row row(Message message) {
    return Row.of("room_bucket", HistoryReader.bucket(message.room(), message.sentAt()))
        .with("message_id", message.id())
        .with("room", message.room())
        .with("connection_id", message.sender().connectionId())
        .with("name", message.sender().name())
        .with("timestamp", message.sentAt())
        .with("message", message.text())
        .with("sequence", message.sequence())
        .with("expires_at", message.sentAt().plus(RETENTION).getEpochSecond())
        .with("client_message_id", message.clientMessageId());
  }

  static Message message(Row row) {
    return new Message(
        row.text("message_id"),
        row.text("room"),
        new Sender(row.text("connection_id"), row.text("name")),
        row.text("message"),
        row.time("timestamp"),
        row.number("sequence", 0),
        row.optionalText("client_message_id"));
  }
}
