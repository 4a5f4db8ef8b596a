package dev.chatctl.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Order;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What tests have in memory does as DynamoDB does. */
class MemoryTablesTest {
  private static final List<Expression> CONDITIONS =
      List.of(
          Expression.NONE,
          Expression.of("attribute_exists(message_id)"),
          Expression.of("attribute_not_exists(message_id) OR attribute_exists(late)"),
          Expression.of(
              "attribute_exists(message_id) AND"
                  + " (attribute_not_exists(late) OR attribute_exists(#name))"),
          new Expression("tally <= :given", Row.of(":given", 1)),
          new Expression("tally >= :given OR #name < :given", Row.of(":given", 1)),
          new Expression("tally = :given", Row.of(":given", "1")),
          new Expression("#name > :than", Row.of(":than", "n")));
  private static final List<Expression> CHANGES =
      List.of(
          new Expression("ADD tally :two", Row.of(":two", 2)),
          new Expression(
              "ADD tally :one SET early = if_not_exists(early, :now), late = :now",
              Row.of(":one", 1).with(":now", "noon")),
          new Expression("SET #name = :n REMOVE late", Row.of(":n", "ng")),
          new Expression("SET tally = if_not_exists(tally, :one) + :one", Row.of(":one", -1)));

  private final TestTables memory = new TestTables(true);
  private final TestTables local = new TestTables(false);
  private final Random random = new Random(18);

  @Test
  void whateverIsWrittenIsAnsweredAndReadAsDynamoDbDoes() {
    for (int i = 0; i < 150; i++) {
      Row key = key();
      Expression condition = oneOf(CONDITIONS);
      Expression change = oneOf(CHANGES);
      int kind = random.nextInt(4);
      assertThat(write(memory, kind, key, condition, change))
          .as("%d %s %s %s", kind, key, condition, change)
          .isEqualTo(write(local, kind, key, condition, change));
    }
    assertThat(memory.items("message_history"))
        .hasSizeGreaterThan(5)
        .containsExactlyInAnyOrderElementsOf(local.items("message_history"));
    for (String more :
        List.of("", " AND message_id > :id", " AND message_id < :id", " AND message_id >= :id")) {
      for (int limit = 0; limit < 4; limit++) {
        var order = new Order(limit % 2 == 0, true, limit);
        Row values = Row.of(":room", "r1");
        var key =
            new Expression(
                "room_bucket = :room" + more, more.isEmpty() ? values : values.with(":id", "m2"));
        assertThat(read(memory, key, order))
            .as("%s %s", key, order)
            .isEqualTo(read(local, key, order));
      }
    }
  }

  @Test
  void whatTheBackendDoesNotSayIsRefused() {
    memory.put("rooms", Row.of("room", "lobby").with("tally", 1));
    for (String text : List.of("begins_with(tally, :one)", "tally <> :one", "tally = :one )")) {
      var scan =
          new Scan(memory.name("rooms"), new Expression(text, Row.of(":one", 1)), 0, Row.EMPTY);
      assertThatThrownBy(() -> memory.tables().scan(scan))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expression: " + text);
    }
  }

  private Object write(
      TestTables kept, int kind, Row key, Expression condition, Expression change) {
    Tables tables = kept.tables();
    String table = kept.name("message_history");
    return switch (kind) {
      case 0 -> tables.put(new Put(table, key.with("tally", 1), condition)).join();
      case 1 -> tables.update(new Update(table, key, change, condition)).join();
      case 2 -> tables.delete(new Delete(table, key, condition)).join();
      default -> {
        var marker = Row.of("room_bucket", "r9").with("message_id", "m0");
        var both =
            List.of(new Put(table, key.with("name", "all"), condition), new Put(table, marker));
        yield List.of(tables.putAll(both).join(), tables.get(new Get(table, key, true)).join());
      }
    };
  }

  private static List<Object> read(TestTables kept, Expression key, Order order) {
    Query all =
        Query.of(kept.name("message_history"), key)
            .sending(CONDITIONS.get(4), "message_id, #name, tally")
            .in(order);
    var pages = new ArrayList<Object>();
    Row after = Row.EMPTY;
    do {
      Tables.Page page = kept.tables().query(all.after(after)).join();
      pages.add(page.rows());
      after = page.next();
    } while (!after.isEmpty());
    if (pages.getLast().equals(List.of())) { // whether there is more may be known a page later
      pages.removeLast();
    }
    return pages;
  }

  private Row key() {
    return Row.of("room_bucket", "r" + random.nextInt(3))
        .with("message_id", "m" + random.nextInt(5));
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
