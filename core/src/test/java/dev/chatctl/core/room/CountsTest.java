package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import dev.chatctl.core.testing.TestTables;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How many members rooms' rows say there are, whatever becomes of the writes that say so. */
class CountsTest {
  private static final String ROOM = "lobby";
  private static final int SMALL = 40;
  private static final int LARGE = 240;

  private final TestTables tables = new TestTables();
  private final AtomicInteger writes = new AtomicInteger();
  private final Instant now = Instant.now();

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aRepeatedWriteCountsOnce(int shards) {
    Registry registry = over(this::twice);
    tables.put("rooms", Row.of("room", ROOM).with("shard_count", shards));
    for (int i = 0; i < SMALL; i++) {
      arrive(registry, i);
      assertThat(counted(registry)).isEqualTo(i + 1);
    }
    for (int i = 0; i < SMALL; i++) {
      depart(registry, i);
      depart(registry, i);
      assertThat(counted(registry)).isEqualTo(SMALL - i - 1);
    }
  }

  @Test
  void allAtOnceAreCountedInTheEnd() {
    Registry registry = over(tables.tables()::update);
    CompletableFuture.allOf(
            IntStream.range(0, SMALL)
                .mapToObj(i -> arriving(registry, i))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(counted(registry)).isEqualTo(SMALL);
  }

  @Test
  void whoeverCountsNextPutsRightWhatCouldNotBeWritten() {
    Registry working = over(tables.tables()::update);
    IntStream.range(0, SMALL).forEach(i -> arrive(working, i));
    Registry throttled =
        over(update -> CompletableFuture.failedFuture(SdkClientException.create("throttled")));
    IntStream.range(0, SMALL).forEach(i -> depart(throttled, i));
    assertThat(tables.items("active_connections")).isEmpty();
    assertThat(counted(working)).isEqualTo(SMALL);

    working.count(ROOM, 0).join(); // as the reaper does

    assertThat(counted(working)).isZero();
  }

  @Test
  void aLargeRoomsRowIsWrittenByFew() {
    Registry registry = over(tables.tables()::update);
    IntStream.range(0, LARGE).forEach(i -> arrive(registry, i));
    assertThat(writes.getAndSet(0)).as("joins that write it").isLessThan(LARGE * 3 / 4);
    assertThat(counted(registry)).isBetween(LARGE * 9L / 10, (long) LARGE);

    IntStream.range(0, 500).forEach(i -> say(registry, "message " + i));
    assertThat(writes.get()).as("messages that write it").isLessThan(330);
    assertThat(registry.room(ROOM).join().messages()).isBetween(350L, 650L);
  }

  private static void say(Registry registry, String id) {
    registry.said(registry.room(ROOM).join(), id).join();
  }

  private CompletableFuture<Written> twice(Update update) {
    return tables.tables().update(update).thenCompose(answerLost -> tables.tables().update(update));
  }

  private static long counted(Registry registry) {
    return registry.room(ROOM).join().members();
  }

  private void arrive(Registry registry, int member) {
    arriving(registry, member).join();
  }

  private CompletableFuture<RoomState> arriving(Registry registry, int member) {
    return registry.room(ROOM).thenCompose(room -> registry.arrive(arrival(member), room));
  }

  private void depart(Registry registry, int member) {
    registry
        .depart(
            new Departure("c" + member + "=", now, now, OptionalInt.of(1000), Optional.of("bye")))
        .join();
  }

  private Arrival arrival(int member) {
    return new Arrival(
        "c" + member + "=", ROOM, User.guest("guest"), "envelope", Optional.empty(), "", now);
  }

  /** A registry whose updates of the rooms table go this way. */
  private Registry over(Function<Update, CompletableFuture<Written>> updates) {
    BackendSettings settings =
        BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
    Tables seen =
        (Tables)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tables.class},
                (proxy, method, arguments) -> {
                  if (arguments[0] instanceof Update update
                      && update.table().equals(tables.name("rooms"))) {
                    writes.incrementAndGet();
                    return updates.apply(update);
                  }
                  return method.invoke(tables.tables(), arguments);
                });
    return new Registry(seen, settings.tables(), settings.rateLimit());
  }
}
