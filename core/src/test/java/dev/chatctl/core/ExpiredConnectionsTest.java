package dev.chatctl.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.Role;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.room.User;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.settings.PresenceSettings;
import dev.chatctl.core.testing.TestTables;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run of the reaper that has less time than rooms; a look at the clock takes a second. */
class ExpiredConnectionsTest {
  private static final int ROOMS = 4;

  private final TestTables tables = new TestTables();
  private final BackendSettings settings =
      BackendSettings.fromEnvironment(tables.environment(URI.create("http://127.0.0.1:1")));
  private final Registry registry =
      new Registry(tables.tables(), settings.tables(), settings.rateLimit());
  private final Instant now = Instant.now();
  private final AtomicInteger looks = new AtomicInteger();
  private final InstantSource clock = () -> now.plusSeconds(looks.getAndIncrement());
  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private final ExpiredConnections expired = new ExpiredConnections(registry, evictions(), clock);

  @Test
  void aRunThatIsOutOfTimeReadsNoOtherRoom() {
    fillRooms(Duration.ZERO, User.guest("guest"));
    assertThat(expired.end(now.plusSeconds(1))).isZero();
    assertThat(looks).hasValueLessThan(ROOMS);
  }

  @Test
  void everyRoomHasItsTurnHoweverShortTheRuns() {
    fillRooms(Duration.ofHours(3), User.guest("guest"));
    assertThat(endedInShortRuns()).isEqualTo(ROOMS);
    assertThat(closed).isEmpty();
  }

  @Test
  void whoseTokensExpiredAreClosedInEveryRoomHoweverShortTheRuns() {
    var user = new User("ann", Optional.of("ann"), Role.USUAL, Optional.of(now.minusSeconds(1)));
    fillRooms(Duration.ofMinutes(5), user);
    assertThat(endedInShortRuns()).isEqualTo(ROOMS);
    assertThat(closed).hasSize(ROOMS);
  }

  private int endedInShortRuns() {
    int ended = 0;
    for (int run = 0; ended < ROOMS && run < 1000; run++) {
      looks.set(0);
      ended += expired.end(now.plusSeconds(5));
    }
    return ended;
  }

  private Evictions evictions() {
    var log =
        new JsonLog(
            new PrintStream(System.err), JsonLog.Level.ERROR, new Dimensions("chat", "dev"), clock);
    var nobodyIsTold = new PresenceSettings(0, Duration.ofSeconds(1));
    var nobody =
        new Broadcaster(
            (url, frame) -> CompletableFuture.completedFuture(200), RetryPolicy.once(), 1, clock);
    var presence =
        new Presence(
            registry, nobody, nobodyIsTold, Optional.empty(), Optional.empty(), log, clock);
    var control =
        new ConnectionControl() {
          @Override
          public CompletableFuture<Integer> ask(String connectionId) {
            return CompletableFuture.completedFuture(200);
          }

          @Override
          public CompletableFuture<Integer> close(String connectionId) {
            closed.add(connectionId);
            return CompletableFuture.completedFuture(204);
          }
        };
    return new Evictions(new Departures(registry, presence), nobody, control, log, clock);
  }

  private void fillRooms(Duration age, User user) {
    IntStream.range(0, ROOMS)
        .mapToObj(
            i ->
                new Arrival(
                    "c" + i + "=",
                    "room" + i,
                    user,
                    "envelope",
                    Optional.empty(),
                    "",
                    now.minus(age)))
        .forEach(
            arrival -> {
              RoomState room = Futures.await(registry.room(arrival.room()));
              Futures.await(registry.arrive(arrival, room));
            });
  }
}
