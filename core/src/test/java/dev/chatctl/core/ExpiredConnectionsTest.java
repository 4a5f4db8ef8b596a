package dev.chatctl.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.User;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.core.testing.TestTables;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private final ExpiredConnections expired =
      new ExpiredConnections(registry, () -> now.plusSeconds(looks.getAndIncrement()));

  @Test
  void aRunThatIsOutOfTimeReadsNoOtherRoom() {
    fillRooms(Duration.ZERO);
    assertThat(expired.end(now.plusSeconds(1))).isZero();
    assertThat(looks).hasValueLessThan(ROOMS);
  }

  @Test
  void everyRoomHasItsTurnHoweverShortTheRuns() {
    fillRooms(Duration.ofHours(3));
    int ended = 0;
    for (int run = 0; ended < ROOMS && run < 1000; run++) {
      looks.set(0);
      ended += expired.end(now.plusSeconds(3));
    }
    assertThat(ended).isEqualTo(ROOMS);
  }

  private void fillRooms(Duration age) {
    IntStream.range(0, ROOMS)
        .mapToObj(
            i ->
                new Arrival(
                    "c" + i + "=",
                    "room" + i,
                    User.guest("guest"),
                    "envelope",
                    Optional.empty(),
                    "",
                    now.minus(age)))
        .forEach(arrival -> Futures.await(registry.arrive(arrival)));
  }
}
