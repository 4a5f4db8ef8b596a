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
import java.util.stream.IntStream;

/**
 * The message_history table. A room's messages of one day (UTC) share a partition for each of its
 * shards, sorted by id, so that a page of history is one query a shard and no partition grows for
 * ever.
 */
public final class MessageHistory {
  /** For how long a client may repeat a message. */
  public static final Duration MEMORY = Duration.ofDays(1);

  /** For how long messages are kept, unless a deployment says otherwise. */
  public static final Duration RETENTION = Duration.ofDays(30);

  private final Tables tables;
  private final String table;
  private final Duration retention;
  private final Markers markers;
  private final HistoryReader reader;

  public MessageHistory(Tables tables, String table) {
    this(tables, table, MEMORY, RETENTION);
  }

  /**
   * The same with another memory.
   *
   * @param memory for how long a message that comes again is known
   * @param retention for how long messages are kept, and how far back a reader looks for them
   */
  public MessageHistory(Tables tables, String table, Duration memory, Duration retention) {
    this.tables = tables;
    this.table = table;
    this.retention = retention;
    this.markers = new Markers(tables, table, memory);
    this.reader = new HistoryReader(tables, table, retention);
  }

  /**
   * Stores a message, once: again with the same key it changes nothing. A failure leaves open
   * whether it was stored; again under another id and the same key tells.
   *
   * @param shard the part of the room whose partition takes it
   */
  public CompletableFuture<StoredMessage> store(Message message, int shard, MessageKey key) {
    Instant now = MessageIds.timeOf(message.id());
    var put =
        new Put(table, row(message, shard), Expression.of("attribute_not_exists(message_id)"));
    var stored = new StoredMessage(message.id(), shard, true);
    Put marker = markers.mark(key, stored, message.sender().user(), now);
    return tables
        .putAll(List.of(marker, put))
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(stored)
                    : markers
                        .find(key, now)
                        .thenApply(
                            earlier ->
                                earlier.orElseGet(
                                    () -> new StoredMessage(message.id(), shard, false))));
  }

  /**
   * Leaves nothing of a message but that it was there, and who took it back; the first who did.
   * What is written once is never written again, so that it stays away however late somebody
   * repeats it.
   *
   * @return the message as it is now; empty if there is none
   */
  public CompletableFuture<Optional<Message>> delete(
      RoomHistory room, String id, Deletion deletion) {
    var change =
        new Expression(
            "SET #message = :nothing, deleted_at = :at, deleted_by = :by",
            Row.of(":nothing", "").with(":at", deletion.at()).with(":by", deletion.by()));
    var condition =
        Expression.of("attribute_exists(message_id) AND attribute_not_exists(deleted_at)");
    // Only its sender's row tells which shard it is in.
    List<CompletableFuture<Tables.Written>> shards =
        IntStream.range(0, room.shards())
            .mapToObj(shard -> new StoredMessage(id, shard, false))
            .map(place -> new Tables.Update(table, key(room.room(), place), change, condition))
            .map(tables::update)
            .toList();
    return CompletableFuture.allOf(shards.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                shards.stream()
                    .map(written -> written.join().row())
                    .filter(row -> !row.isEmpty())
                    .map(MessageHistory::message)
                    .findFirst());
  }

  /** Whether a message was said in a room. */
  public CompletableFuture<Boolean> has(RoomHistory room, String id) {
    List<CompletableFuture<Optional<Message>>> shards =
        IntStream.range(0, room.shards())
            .mapToObj(shard -> read(room.room(), new StoredMessage(id, shard, false)))
            .toList();
    return CompletableFuture.allOf(shards.toArray(CompletableFuture[]::new))
        .thenApply(done -> shards.stream().anyMatch(found -> found.join().isPresent()));
  }

  /** A message of a room, if it has not expired. */
  public CompletableFuture<Optional<Message>> read(String room, StoredMessage stored) {
    return tables
        .get(new Get(table, key(room, stored), true))
        .thenApply(row -> row.map(MessageHistory::message));
  }

  private static Row key(String room, StoredMessage stored) {
    return Row.of(
            "room_bucket",
            HistoryReader.bucket(room, stored.shard(), MessageIds.timeOf(stored.id())))
        .with("message_id", stored.id());
  }

  /**
   * Remembers a direct message, which is kept nowhere.
   *
   * @return what an earlier one of the same key was called, if there was one
   */
  public CompletableFuture<StoredMessage> remember(DirectMessage message, MessageKey key) {
    return markers.remember(key, message.id(), message.sender().user(), message.sentAt());
  }

  /** Messages before a cursor, or the newest; newest first. */
  public CompletableFuture<HistoryPage> before(
      RoomHistory room, Optional<String> cursor, int limit, Instant now) {
    return reader.before(room, cursor.flatMap(HistoryCursor::read), limit, now);
  }

  /** Messages after the place of one, oldest first. */
  public CompletableFuture<HistoryPage> after(
      RoomHistory room, String messageId, int limit, Instant now) {
    return reader.after(room, new Position(MessageIds.tickOf(messageId), messageId), limit, now);
  }

  /**
   * Messages after a position, oldest first: all that were stored since, in the end.
   *
   * @return empty if it is no position of this room
   */
  public CompletableFuture<Optional<HistoryPage>> resume(
      RoomHistory room, String position, int limit, Instant now) {
    return Position.read(room.room(), position)
        .filter(known -> !known.isAhead(now))
        .map(known -> reader.after(room, known, limit, now).thenApply(Optional::of))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Whether a text is a cursor of ours. */
  public static boolean isCursor(String text) {
    return HistoryCursor.read(text).isPresent();
  }

  private Row row(Message message, int shard) {
    Instant storedAt = MessageIds.timeOf(message.id());
    return Row.of("room_bucket", HistoryReader.bucket(message.room(), shard, storedAt))
        .with("message_id", message.id())
        .with("room", message.room())
        .with("connection_id", message.sender().connectionId())
        .with("name", message.sender().name())
        .with("user", message.sender().user())
        .with("timestamp", message.sentAt())
        .with("message", message.text())
        .with("expires_at", storedAt.plus(retention).getEpochSecond())
        .with("client_message_id", message.clientMessageId());
  }

  static Message message(Row row) {
    return new Message(
        row.text("message_id"),
        row.text("room"),
        new Sender(row.text("connection_id"), row.text("name"), row.optionalText("user")),
        row.text("message"),
        row.time("timestamp"),
        row.optionalText("client_message_id"),
        row.optionalTime("deleted_at").map(at -> new Deletion(row.text("deleted_by"), at)));
  }
}
