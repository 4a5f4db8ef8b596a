package dev.chatctl.core.census;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.room.RoomShard;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Scan;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the tables of our own backend. */
public final class TableCensus implements Census {
  private final Tables tables;
  private final TableNames names;

  public TableCensus(Tables tables, TableNames names) {
    this.tables = tables;
    this.names = names;
  }

  @Override
  public Iterator<ConnectionRow> connections() {
    return scan(new Scan(names.activeConnections()), ConnectionRow::listed);
  }

  @Override
  public Iterator<ConnectionRow> connections(String room) {
    int shards = room(room).map(RoomState::shards).orElse(0);
    return IntStream.range(0, shards)
        .boxed()
        .flatMap(shard -> stream(shard(new RoomShard(room, shard))))
        .iterator();
  }

  @Override
  public Optional<SessionRow> session(String connectionId) {
    return row(names.sessionHistory(), Row.of("connection_id", connectionId)).map(SessionRow::of);
  }

  @Override
  public Optional<ConnectionRow> connection(String connectionId) {
    return session(connectionId).flatMap(this::listed);
  }

  private Optional<ConnectionRow> listed(SessionRow session) {
    ConnectionRow known = session.connection();
    return row(
            names.activeConnections(),
            Row.of("room_shard", new RoomShard(known.room(), known.shard()).key())
                .with("connection_id", known.connectionId()))
        .map(ConnectionRow::listed);
  }

  @Override
  public Iterator<SessionRow> sessions(SessionFilter filter) {
    return scan(filter.scan(names.sessionHistory()), SessionRow::of);
  }

  @Override
  public Iterator<RoomState> rooms() {
    return scan(new Scan(names.rooms()), row -> RoomState.of(row.text("room"), row));
  }

  @Override
  public Optional<RoomState> room(String name) {
    return row(names.rooms(), Row.of("room", name)).map(row -> RoomState.of(name, row));
  }

  private Iterator<ConnectionRow> shard(RoomShard shard) {
    var query =
        Query.of(
            names.activeConnections(),
            new Expression("room_shard = :shard", Row.of(":shard", shard.key())));
    return new RowIterator<>(after -> tables.query(query.after(after)), ConnectionRow::listed);
  }

  private <T> Iterator<T> scan(Scan scan, Function<Row, T> convert) {
    return new RowIterator<>(after -> tables.scan(scan.after(after)), convert);
  }

  private Optional<Row> row(String table, Row key) {
    return Futures.await(tables.get(new Get(table, key, false)));
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    Iterable<T> once = () -> rows;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
