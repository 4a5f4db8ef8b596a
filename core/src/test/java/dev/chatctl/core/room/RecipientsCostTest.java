package dev.chatctl.core.room;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsCostTest {
  private static final int MEMBERS = 1_000;
  private static final int AT_ONCE = 100;

  /** AWS: an eventually consistent read of 4 KB takes half a unit. */
  private static final double BYTES_PER_UNIT = 8 * 1024;

  private final List<CallListener.Call> calls = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void readingARoomCostsLittleMoreThanTheLeastItCan(int shards) {
    var tables = new TestTables();
    tables.put("rooms", Row.of("room", "lobby").with("shard_count", shards));
    var settings =
        BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
    try (var clients = new AwsClients(settings.aws(), calls::add)) {
      var registry = new Registry(clients.tables(), settings.tables(), settings.rateLimit());
      Instant now = Instant.now();
      for (int from = 0; from < MEMBERS; from += AT_ONCE) {
        var arrivals =
            IntStream.range(from, from + AT_ONCE)
                .mapToObj(i -> arrival("gbik1K9QAYK%04d=".formatted(i), now))
                .map(one -> registry.room("lobby").thenCompose(room -> registry.arrive(one, room)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(arrivals).join();
      }
      RoomState room = registry.room("lobby").join();
      calls.clear();

      assertThat(registry.recipients(room, now).join()).hasSize(MEMBERS);

      double units =
          calls.stream()
              .mapToDouble(
                  call ->
                      call.answer()
                          .json()
                          .object("ConsumedCapacity")
                          .decimal("CapacityUnits")
                          .orElseThrow())
              .sum();
      // The least: each row of this room read once, nobody else's, and no page left half full.
      double least =
          tables.items("active_connections").stream()
              .collect(
                  groupingBy(row -> row.get("room_shard"), summingInt(RecipientsCostTest::bytes)))
              .values()
              .stream()
              .mapToDouble(bytes -> Math.ceil(bytes / BYTES_PER_UNIT * 2) / 2)
              .sum();
      assertThat(units).isLessThanOrEqualTo(1.2 * least);
      assertThat(calls).allMatch(call -> call.operation().equals("Query")).hasSize(shards);
    }
  }

  private static int bytes(Map<String, String> row) {
    return row.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
  }

  private static Arrival arrival(String id, Instant at) {
    return new Arrival(
        id, "lobby", User.guest("guest"), "envelope", Optional.empty(), "203.0.113.0", at);
  }
}
