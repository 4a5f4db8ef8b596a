package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.table.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table refused to note is put right, by whoever comes next or by the reaper. */
class RepairTest {
  private static final int FOR_GOOD = 1_000_000;
  private static final int MEMBERS = 150;
  private static final Duration PRESENCE_INTERVAL = Duration.ofSeconds(1);

  private final Instant longAgo = Instant.now().minusSeconds(60);
  private ThrottlingDynamoDb dynamoDb;
  private TestBackend backend;

  @BeforeEach
  void start() throws Exception {
    dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint());
    backend =
        new TestBackend(
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.endpoint().toString(),
                "PRESENCE_LIMIT",
                "50",
                "PRESENCE_INTERVAL_SECONDS",
                Long.toString(PRESENCE_INTERVAL.toSeconds())));
  }

  @AfterEach
  void close() {
    backend.close();
    dynamoDb.close();
  }

  @Test
  void aRoomThatEmptiedWhileItsRowWasThrottledIsCountedAndToldAgain() throws Exception {
    IntStream.range(0, MEMBERS).forEach(i -> backend.connect("c" + i + "=", Map.of(), longAgo));
    dynamoDb.throttle("UpdateItem", backend.tables.name("rooms"), FOR_GOOD);
    IntStream.range(0, MEMBERS)
        .parallel()
        .forEach(i -> backend.disconnect("c" + i + "=", longAgo, 1000, "bye"));
    assertThat(backend.tables.items("active_connections")).isEmpty();
    assertThat(counted()).as("while it cannot be written").isPositive();
    dynamoDb.throttle("UpdateItem", backend.tables.name("rooms"), 0);

    backend.reap();
    assertThat(counted()).isZero();

    // The room was told of the crowd, and is told once an interval.
    Thread.sleep(PRESENCE_INTERVAL);
    backend.connect("ann=", Map.of());
    backend.connect("ben=", Map.of());
    assertThat(counted()).isEqualTo(2);
    assertThat(backend.callback.frames("ann="))
        .singleElement()
        .asString()
        .contains("\"joined\"", "\"ben=\"", "\"count\":2");
  }

  @Test
  void anOverdueRowWithoutASessionIsReaped() {
    backend.connect("ann=", Map.of());
    Instant overdue = Instant.now().minus(Duration.ofHours(3));
    backend.tables.put(
        "active_connections",
        Row.of("room_shard", "lobby#0")
            .with("connection_id", "nobody=")
            .with("name", "nobody")
            .with("dialect", "envelope")
            .with("connected_at", overdue));
    assertThat(backend.tables.items("session_history")).hasSize(1);

    backend.reap();

    assertThat(backend.tables.items("active_connections"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("connection_id", "ann="));
    assertThat(counted()).isEqualTo(1);
  }

  private int counted() {
    return Integer.parseInt(
        backend.tables.items("rooms").getFirst().getOrDefault("members", "none"));
  }
}
