package dev.chatctl.admin.described;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.RowIterator;
import dev.chatctl.core.census.SessionFilter;
import dev.chatctl.core.census.SessionRow;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.room.RoomShard;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Written;
import dev.chatctl.description.TableLayout;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the tables of a described chat, with what they have. */
public final class DescribedCensus implements Census {
  private static final String CONNECTIONS = "connections";

  private final Tables tables;
  private final DescribedTables described;
  private final Consumer<String> told;
  private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

  /** Keys of rows that were read, where an id alone does not say them. */
  private final Map<String, Row> keys = new ConcurrentHashMap<>();

  /**
   * Of these tables.
   *
   * @param told takes in the first of what cannot be read of each attribute; rows have all
   */
  public DescribedCensus(Tables tables, DescribedTables described, Consumer<String> told) {
    this.tables = tables;
    this.described = described;
    this.told = told;
  }

  /** What the description says of its tables. */
  public DescribedTables described() {
    return described;
  }

  @Override
  public Iterator<ConnectionRow> connections() {
    return rows(CONNECTIONS).map(this::listed).iterator();
  }

  @Override
  public Iterator<ConnectionRow> connections(String room) {
    described.require(CONNECTIONS, "room");
    return of(CONNECTIONS, room).map(this::listed).iterator();
  }

  /** The rows of a room: its partition, where it is one. */
  private Stream<DescribedRow> of(String kind, String room) {
    TableLayout layout = described.layout(kind);
    if (!layout.isByRoom()) {
      return rows(kind).filter(row -> row.text("room").equals(Optional.of(room)));
    }
    Query query =
        Query.of(
            described.table(kind),
            new Expression("#" + layout.key().getFirst() + " = :room", Row.of(":room", room)));
    return stream(
        new RowIterator<>(after -> tables.query(query.after(after)), row -> row(kind, row)));
  }

  private Stream<DescribedRow> rows(String kind) {
    Scan scan = new Scan(described.table(kind));
    return stream(
        new RowIterator<>(after -> tables.scan(scan.after(after)), row -> row(kind, row)));
  }

  private DescribedRow row(String kind, Row row) {
    DescribedRow read = described.row(kind, row);
    for (String problem : read.unreadable()) {
      String[] parts = problem.split(": ", 2);
      if (toldOf.add(kind + parts[0])) {
        told.accept("%s of %s cannot be read: %s".formatted(parts[0], read.shown(), parts[1]));
      }
    }
    return read;
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
  }

  private ConnectionRow listed(DescribedRow row) {
    if (!isKey(row.layout())) {
      keys.put(row.id(), key(row));
    }
    return connection(row);
  }

  private static ConnectionRow connection(DescribedRow row) {
    return new ConnectionRow(
        row.id(),
        new RoomShard(row.text("room").orElse(""), 0),
        row.text("name").orElse(""),
        Optional.empty(),
        "",
        row.text("address").orElse(""),
        row.time("connected_at"),
        row.unreadable());
  }

  /** Whether the id is the whole key. */
  private static boolean isKey(TableLayout layout) {
    return layout.key().size() == 1
        && layout.attribute("id").filter(id -> layout.key().contains(id.name())).isPresent();
  }

  private static Row key(DescribedRow row) {
    var key = new HashMap<>(row.row().values());
    key.keySet().retainAll(row.layout().key());
    return new Row(key);
  }

  @Override
  public Optional<ConnectionRow> connection(String connectionId) {
    return find(CONNECTIONS, connectionId).map(this::listed);
  }

  private Optional<DescribedRow> find(String kind, String id) {
    TableLayout layout = described.layout(kind);
    if (!isKey(layout)) {
      return rows(kind).filter(row -> row.text("id").equals(Optional.of(id))).findFirst();
    }
    Row key = Row.of(layout.key().getFirst(), id);
    return Futures.await(tables.get(new Get(described.table(kind), key, false)))
        .map(row -> row(kind, row));
  }

  /** Removes the row of a connection that was read before, or whose id is its key. */
  public CompletableFuture<Written> remove(String connectionId) {
    TableLayout layout = described.layout(CONNECTIONS);
    Row key = keys.getOrDefault(connectionId, Row.of(layout.key().getFirst(), connectionId));
    return tables.delete(new Delete(described.table(CONNECTIONS), key, Expression.NONE));
  }

  @Override
  public Optional<SessionRow> session(String connectionId) {
    return described.has("sessions")
        ? find("sessions", connectionId).map(DescribedCensus::session)
        : Optional.empty();
  }

  @Override
  public Iterator<SessionRow> sessions(SessionFilter filter) {
    filter.user().ifPresent(user -> described.require("sessions", "user"));
    filter.name().ifPresent(name -> described.require("sessions", "name"));
    filter.room().ifPresent(room -> described.require("sessions", "room"));
    return rows("sessions")
        .map(DescribedCensus::session)
        .filter(row -> filter.name().map(row.connection().name()::equals).orElse(true))
        .filter(row -> filter.room().map(row.connection().room()::equals).orElse(true))
        .filter(
            row -> {
              Instant at = row.connection().since();
              return filter.since().map(since -> !at.isBefore(since)).orElse(true)
                  && filter.until().map(at::isBefore).orElse(true);
            })
        .iterator();
  }

  private static SessionRow session(DescribedRow row) {
    return new SessionRow(
        connection(row),
        row.time("disconnected_at")
            .map(
                at ->
                    new SessionRow.End(
                        at, row.seconds("duration"), OptionalLong.empty(), Optional.empty())));
  }

  /** Every room that somebody is in; how much was said in it, nobody counts. */
  @Override
  public Iterator<RoomState> rooms() {
    if (described.layout(CONNECTIONS).attribute("room").isEmpty()) {
      return Collections.emptyIterator();
    }
    Map<String, Long> members = new HashMap<>();
    connections().forEachRemaining(row -> members.merge(row.room(), 1L, Long::sum));
    return members.entrySet().stream()
        .map(
            room ->
                new RoomState(
                    room.getKey(),
                    List.of(room.getValue()),
                    0,
                    Instant.MAX,
                    Instant.MAX,
                    Instant.EPOCH))
        .iterator();
  }

  @Override
  public Optional<RoomState> room(String name) {
    return stream(rooms()).filter(room -> room.room().equals(name)).findFirst();
  }

  /** What was said in a room; in every room where the chat knows none. In no order. */
  public Stream<DescribedMessage> messages(String room) {
    boolean rooms = described.layout("messages").attribute("room").isPresent();
    return (rooms ? of("messages", room) : rows("messages")).map(DescribedCensus::message);
  }

  private static DescribedMessage message(DescribedRow row) {
    String sender = row.text("sender").orElse("");
    return new DescribedMessage(
        new Message(
            row.text("id").or(() -> row.text("sent_at")).orElse(""),
            row.text("room").orElse(""),
            new Sender(sender, sender),
            row.text("text").orElse(""),
            row.time("sent_at").orElse(Instant.EPOCH),
            Optional.empty()),
        row.unreadable());
  }
}
