package dev.chatctl.core.census;

import static dev.chatctl.core.aws.Items.text;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.room.RoomShard;
import dev.chatctl.core.settings.TableNames;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads the tables as an operator does. Blocks; rows come as they are asked for. Thread-safe. */
public final class Census {
  private final Supplier<DynamoDbAsyncClient> dynamoDb;
  private final TableNames tables;
  private final TableScan wholeTables;

  public Census(DynamoDbAsyncClient dynamoDb, TableNames tables) {
    this(() -> dynamoDb, tables, TableScan.with(dynamoDb));
  }

  /**
   * A census with its own way to read whole tables.
   *
   * @param dynamoDb asked when something else is read, which may be never
   */
  public Census(Supplier<DynamoDbAsyncClient> dynamoDb, TableNames tables, TableScan wholeTables) {
    this.dynamoDb = dynamoDb;
    this.tables = tables;
    this.wholeTables = wholeTables;
  }

  /** Every connection of every room, in no order. */
  public Iterator<ConnectionRow> connections() {
    return all(tables.activeConnections(), ConnectionRow::of);
  }

  /** The connections of one room; reads nothing else. */
  public Iterator<ConnectionRow> connections(String room) {
    int shards = room(room).map(RoomRow::shards).orElse(0);
    return IntStream.range(0, shards)
        .boxed()
        .flatMap(shard -> stream(shard(room, shard)))
        .iterator();
  }

  /** What the tables know of a connection, present or past. */
  public Optional<SessionRow> session(String connectionId) {
    return item(tables.sessionHistory(), "connection_id", connectionId).map(SessionRow::of);
  }

  /** The row of a connection that is listed as active. */
  public Optional<ConnectionRow> connection(SessionRow session) {
    var response =
        Futures.await(
            dynamoDb
                .get()
                .getItem(
                    request ->
                        request
                            .tableName(tables.activeConnections())
                            .key(
                                Map.of(
                                    "room_shard",
                                        text(new RoomShard(session.room(), session.shard()).key()),
                                    "connection_id", text(session.connectionId())))));
    return response.hasItem()
        ? Optional.of(ConnectionRow.of(Item.of(response.item())))
        : Optional.empty();
  }

  /** Sessions, open and closed, in no order. */
  public Iterator<SessionRow> sessions(SessionFilter filter) {
    var scan = ScanRequest.builder().tableName(tables.sessionHistory()).build();
    return scan(filter.apply(scan), SessionRow::of);
  }

  /** Every room, in no order. */
  public Iterator<RoomRow> rooms() {
    return all(tables.rooms(), RoomRow::of);
  }

  public Optional<RoomRow> room(String name) {
    return item(tables.rooms(), "room", name).map(RoomRow::of);
  }

  private Iterator<ConnectionRow> shard(String room, int shard) {
    var query =
        QueryRequest.builder()
            .tableName(tables.activeConnections())
            .keyConditionExpression("room_shard = :shard")
            .expressionAttributeValues(Map.of(":shard", text(new RoomShard(room, shard).key())))
            .build();
    return new Rows<>(
        key ->
            dynamoDb
                .get()
                .query(key.isEmpty() ? query : query.copy(q -> q.exclusiveStartKey(key)))
                .thenApply(page -> TableScan.page(page.items(), page.lastEvaluatedKey())),
        ConnectionRow::of);
  }

  private <T> Iterator<T> all(String table, Function<Item, T> convert) {
    return new Rows<>(key -> wholeTables.after(table, key), convert);
  }

  private <T> Iterator<T> scan(ScanRequest scan, Function<Item, T> convert) {
    return new Rows<>(
        key ->
            dynamoDb
                .get()
                .scan(key.isEmpty() ? scan : scan.copy(s -> s.exclusiveStartKey(key)))
                .thenApply(page -> TableScan.page(page.items(), page.lastEvaluatedKey())),
        convert);
  }

  private Optional<Item> item(String table, String key, String value) {
    var response =
        Futures.await(
            dynamoDb
                .get()
                .getItem(request -> request.tableName(table).key(Map.of(key, text(value)))));
    return response.hasItem() ? Optional.of(Item.of(response.item())) : Optional.empty();
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    Iterable<T> once = () -> rows;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
