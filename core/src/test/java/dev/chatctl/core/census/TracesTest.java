package dev.chatctl.core.census;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.room.Limits;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TracesTest {
  private final TestTables tables = new TestTables();
  private final BackendSettings settings =
      BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
  private final Traces traces =
      new Traces(tables.tables(), settings.tables(), settings.moderationTable());

  /** A table that is new is forgotten by neither export nor erase. */
  @Test
  void everyTableIsLookedAt() {
    var all = new HashSet<>(ApiDefinition.load().tables().keySet());
    all.remove("rooms"); // they are nobody's
    for (String table : all) {
      put(table, "ann");
      put(table, "ann2");
      put(table, "Ann");
    }

    List<Trace> found = found("ann");

    assertThat(found)
        .extracting(Trace::table)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(tables::name).toList());
    assertThat(found).allSatisfy(trace -> assertThat(trace.row().text("user")).isEqualTo("ann"));
  }

  @Test
  void aRowThatIsNotTheirsAnyMoreStays() {
    put("session_history", "ann");
    Trace theirs = found("ann").getFirst();
    tables.put("session_history", theirs.row().with("user", "ben"));
    assertThat(Futures.await(traces.erase("ann", theirs))).isFalse();
    assertThat(tables.items("session_history")).hasSize(1);

    tables.put("session_history", theirs.row());
    assertThat(Futures.await(traces.erase("ann", theirs))).isTrue();
    assertThat(Futures.await(traces.erase("ann", theirs))).isFalse();
    assertThat(tables.items("session_history")).isEmpty();
  }

  @Test
  void nothingMoreIsReadOnceItIsToStop() {
    put("session_history", "ann");
    put("message_history", "ann");
    var seen = new AtomicInteger();
    traces.visit("ann", () -> seen.get() > 0, trace -> seen.incrementAndGet());
    assertThat(seen).hasValue(1);
  }

  private List<Trace> found(String user) {
    var found = new ArrayList<Trace>();
    traces.visit(user, () -> false, found::add);
    return found;
  }

  private void put(String table, String user) {
    TableDefinition definition = requireNonNull(ApiDefinition.load().tables().get(table));
    String partition =
        switch (table) {
          case "moderation" -> "rules";
          case "limits" -> Limits.subjects(user).getFirst();
          default -> user;
        };
    Row row = Row.of(definition.partitionKey().name(), partition).with("user", user);
    tables.put(table, definition.sortKey().map(key -> row.with(key.name(), user)).orElse(row));
  }
}
