package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Order;
import dev.chatctl.core.table.Tables.Page;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ours beside the SDK's own client, over the same tables. */
class DynamoDbTablesTest {
  private static final Expression IS_NEW = Expression.of("attribute_not_exists(message_id)");
  private static final Expression IS_THERE = Expression.of("attribute_exists(message_id)");

  private final TestTables testTables = new TestTables();
  private final AwsClients clients =
      new AwsClients(
          BackendSettings.fromEnvironment(testTables.environment(URI.create("http://127.0.0.1:1")))
              .aws());
  private final Tables ours = clients.tables();
  private final Tables sdk = testTables.tables();
  private final String table = testTables.name("message_history");

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void readsWhatTheSdkReads() {
    for (int i = 0; i < 5; i++) {
      put(ours, row("m" + i, "grüß \"dich\" \ud83d\ude00 \u0001"));
    }
    var some =
        Query.of(
                table,
                new Expression(
                    "room_bucket = :room AND message_id > :id",
                    Row.of(":room", "r").with(":id", "m0")))
            .sending(new Expression("#message <> :no", Row.of(":no", "x")), "message_id, #message")
            .in(new Order(false, true, 2));

    Page page = same(tables -> tables.query(some));
    assertThat(page.rows())
        .extracting(row -> row.text("message_id"), row -> row.values().size())
        .containsExactly(tuple("m4", 2), tuple("m3", 2));
    assertThat(page.next()).isEqualTo(key("m3"));
    Page rest = same(tables -> tables.query(some.after(key("m2"))));
    assertThat(rest.rows()).extracting(row -> row.text("message_id")).containsExactly("m1");
    var filtered =
        new Scan(table, new Expression("message_id > :id", Row.of(":id", "m2")), 4, Row.EMPTY);
    Page scanned = same(tables -> tables.scan(filtered));
    assertThat(scanned.rows()).hasSize(1);
    assertThat(found("m1")).contains(row("m1", "grüß \"dich\" \ud83d\ude00 \u0001"));
    assertThat(found("none")).isEmpty();
  }

  @Test
  void keepsWhatIsNeitherTextNorNumberAsItIs() {
    Map<String, AttributeValue> item =
        Map.of(
            "room_bucket", AttributeValue.fromS("r"),
            "message_id", AttributeValue.fromS("x"),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))),
            "map", AttributeValue.fromM(Map.of("a", AttributeValue.fromNul(true))),
            "texts", AttributeValue.fromSs(List.of("a", "b")),
            "number", AttributeValue.fromN("1"));
    TestTables.client().putItem(put -> put.tableName(table).item(item)).join();

    Row row = ours.get(new Get(table, key("x"), true)).join().orElseThrow();
    put(ours, row);

    assertThat(row.number("number", 0)).isEqualTo(1);
    assertThat(row.optionalText("list")).isEmpty();
    assertThat(row.values().get("list")).isEqualTo(new Row.Value("L", "[{\"BOOL\":true}]"));
    assertThat(
            TestTables.client()
                .getItem(
                    get ->
                        get.tableName(table)
                            .key(
                                Map.of(
                                    "room_bucket", AttributeValue.fromS("r"),
                                    "message_id", AttributeValue.fromS("x"))))
                .join()
                .item())
        .isEqualTo(item);
  }

  @Test
  void goesOnWhereAPageEnded() {
    IntStream.range(0, 5).forEach(i -> put(ours, row("m" + i, "hi")));
    var query =
        Query.of(table, new Expression("room_bucket = :room", Row.of(":room", "r")))
            .in(new Order(true, false, 2));
    assertThat(rows(tables -> tables.queryAll(query))).hasSize(5);
    assertThat(rows(tables -> tables.scanAll(new Scan(table, Expression.NONE, 2, Row.EMPTY))))
        .hasSize(5);
  }

  @Test
  void anUpdateGivesTheRowItLeftOrTheOneThatStoodInItsWay() {
    for (Tables tables : List.of(ours, sdk)) {
      Row counter = key("counter of " + tables);
      var count =
          new Update(
              table,
              counter,
              new Expression("ADD #count :one", Row.of(":one", 1)),
              Expression.NONE);
      var atFirst = new Update(table, counter, count.change(), IS_NEW);
      var never =
          new Update(
              table, counter, count.change(), new Expression("#count = :many", Row.of(":many", 9)));

      assertThat(tables.update(never).join()).isEqualTo(new Written(false, Row.EMPTY));
      assertThat(tables.update(count).join())
          .isEqualTo(new Written(true, counter.with("count", 1)));
      assertThat(tables.update(atFirst).join())
          .isEqualTo(new Written(false, counter.with("count", 1)));
      assertThat(tables.update(count).join().row()).isEqualTo(counter.with("count", 2));
    }
  }

  @Test
  void aFailedConditionGivesTheRowThatFailedIt() {
    Row first = row("m1", "first");
    put(ours, first);
    assertThat(written(tables -> tables.put(new Put(table, row("m1", "second"), IS_NEW))))
        .isEqualTo(new Written(false, first));
    assertThat(written(tables -> tables.delete(new Delete(table, key("none"), IS_THERE))))
        .isEqualTo(new Written(false, Row.EMPTY));
    assertThat(found("m1")).contains(first);
    assertThat(ours.delete(new Delete(table, key("m1"), IS_THERE)).join().done()).isTrue();
    assertThat(found("m1")).isEmpty();
  }

  @Test
  void ofSeveralRowsAllAreWrittenOrNone() {
    put(ours, row("m1", "there"));
    List<Put> puts =
        List.of(new Put(table, row("m0", "new"), IS_NEW), new Put(table, row("m1", "x"), IS_NEW));
    boolean done = same(tables -> tables.putAll(puts));
    assertThat(done).isFalse();
    assertThat(found("m0")).isEmpty();

    assertThat(ours.putAll(puts.subList(0, 1)).join()).isTrue();
    assertThat(found("m0")).contains(row("m0", "new"));
  }

  @Test
  void anotherRefusalIsAFailureWithTheServicesWords() {
    var nowhere = new Get("nowhere", key("m"), false);
    for (Tables tables : List.of(ours, sdk)) {
      assertThatThrownBy(() -> tables.get(nowhere).join())
          .extracting(Throwable::getCause, type(AwsServiceException.class))
          .satisfies(
              failure -> {
                assertThat(failure.statusCode()).isEqualTo(400);
                assertThat(failure.awsErrorDetails().errorCode())
                    .isEqualTo("ResourceNotFoundException");
                assertThat(failure.awsErrorDetails().errorMessage())
                    .startsWith("Cannot do operations on a non-existent table");
              });
    }
    var invalid = new Put(table, Row.of("room_bucket", "r"));
    assertThatThrownBy(() -> ours.putAll(List.of(invalid)).join())
        .hasCauseInstanceOf(ServiceFailure.class);
  }

  private Optional<Row> found(String id) {
    return same(tables -> tables.get(new Get(table, key(id), true)));
  }

  private List<Row> rows(Function<Tables, CompletableFuture<List<Row>>> read) {
    return same(read);
  }

  private Written written(Function<Tables, CompletableFuture<Written>> write) {
    return same(write);
  }

  /** What both give, which is the same. */
  private <T> T same(Function<Tables, CompletableFuture<T>> call) {
    T result = call.apply(ours).join();
    assertThat((Object) result).isEqualTo(call.apply(sdk).join());
    return result;
  }

  private void put(Tables tables, Row row) {
    assertThat(tables.put(new Put(table, row)).join()).isEqualTo(new Written(true, Row.EMPTY));
  }

  private static Row row(String id, String message) {
    return key(id).with("message", message).with("sequence", 7);
  }

  private static Row key(String id) {
    return Row.of("room_bucket", "r").with("message_id", id);
  }
}
