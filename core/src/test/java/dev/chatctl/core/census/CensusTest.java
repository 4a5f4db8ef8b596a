package dev.chatctl.core.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CensusTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestTables tables = new TestTables();
  private final TableNames names =
      BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")))
          .tables();
  private final Census census = new TableCensus(tables.tables(), names);

  @Test
  void findsTheConnectionsOfEveryRoom() {
    connection("lobby#0", "a=");
    connection("lobby#1", "b=");
    connection("tea#room#0", "c=");

    assertThat(all(census.connections()))
        .extracting(ConnectionRow::connectionId, ConnectionRow::room, ConnectionRow::shard)
        .containsExactlyInAnyOrder(
            tuple("a=", "lobby", 0), tuple("b=", "lobby", 1), tuple("c=", "tea#room", 0));
  }

  @Test
  void readsEveryShardOfARoom() {
    room("lobby", 2);
    connection("lobby#0", "a=");
    connection("lobby#1", "b=");
    connection("other#0", "c=");

    assertThat(all(census.connections("lobby")))
        .extracting(ConnectionRow::connectionId)
        .containsExactly("a=", "b=");
    assertThat(all(census.connections("unknown"))).isEmpty();
  }

  @Test
  void readsATableOfManyPages() {
    String padding = "x".repeat(300_000); // AWS: a page ends at 1 MB
    for (int i = 0; i < 12; i++) {
      tables.put(
          "active_connections",
          Row.of("room_shard", "lobby#0")
              .with("connection_id", "id" + i)
              .with("name", padding)
              .with("connected_at", NOON));
    }

    assertThat(all(census.connections())).hasSize(12);
  }

  @Test
  void toleratesARowThatLacksAllButItsKeys() {
    tables.put("active_connections", Row.of("room_shard", "lobby#3").with("connection_id", "a="));

    ConnectionRow row = all(census.connections()).getFirst();

    assertThat(row.shard()).isEqualTo(3);
    assertThat(row.name()).isEmpty();
    assertThat(row.connectedAt()).contains(Instant.EPOCH);
  }

  @Test
  void filtersSessionsByNameRoomAndTime() {
    session("a=", "ann", "lobby", NOON);
    session("b=", "bob", "lobby", NOON);
    session("c=", "ann", "lobby", NOON.minusSeconds(60));

    var filter =
        new SessionFilter(
            Optional.empty(),
            Optional.of("ann"),
            Optional.of("lobby"),
            Optional.of(NOON),
            Optional.empty());

    assertThat(all(census.sessions(filter)))
        .extracting(session -> session.connection().connectionId())
        .containsExactly("a=");
    assertThat(all(census.sessions(SessionFilter.ALL))).hasSize(3);
  }

  @Test
  void findsAConnectionByItsSession() {
    session("a=", "ann", "lobby", NOON);
    connection("lobby#0", "a=");

    SessionRow session = census.session("a=").orElseThrow();

    assertThat(census.connection("a=")).map(ConnectionRow::connectionId).contains("a=");
    assertThat(session.end()).isEmpty();
    assertThat(census.session("b=")).isEmpty();
  }

  private void connection(String roomShard, String id) {
    tables.put(
        "active_connections",
        Row.of("room_shard", roomShard)
            .with("connection_id", id)
            .with("name", "ann")
            .with("source_ip", "203.0.113.7")
            .with("connected_at", NOON));
  }

  private void session(String id, String name, String room, Instant connectedAt) {
    tables.put(
        "session_history",
        Row.of("connection_id", id)
            .with("name", name)
            .with("room", room)
            .with("shard", 0)
            .with("connected_at", connectedAt));
  }

  private void room(String name, int shards) {
    tables.put("rooms", Row.of("room", name).with("shard_count", shards));
  }

  private static <T> List<T> all(Iterator<T> rows) {
    var all = new ArrayList<T>();
    rows.forEachRemaining(all::add);
    return all;
  }
}
