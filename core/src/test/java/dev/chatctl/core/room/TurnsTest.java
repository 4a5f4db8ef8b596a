package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.message.Role;
import dev.chatctl.core.message.Ticks;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.testing.TestTables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When connections may act, and the ticks they speak at. */
class TurnsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestTables tables = new TestTables();
  private final Turns limited = turns(2, 3);
  private final Turns free = turns(RateLimitSettings.UNLIMITED, 1);

  @Test
  void whoHasBeenSilentMayActInABurstAndThenOnceATurn() {
    for (int i = 0; i < 3; i++) {
      assertThat(admits("a=", NOON)).isTrue();
    }
    assertThat(admits("a=", NOON)).isFalse();
    assertThat(admits("b=", NOON)).isTrue();
    assertThat(admits("a=", NOON.plusMillis(500))).isTrue();
    assertThat(admits("a=", NOON.plusMillis(500))).isFalse();
  }

  @Test
  void speakingTakesTheSameTurns() {
    assertThat(limited.speak(guest("a="), NOON).join()).hasValue(Ticks.of(NOON));
    assertThat(admits("a=", NOON)).isTrue();
    assertThat(limited.speak(guest("a="), NOON).join()).hasValue(Ticks.of(NOON) + 1);
    assertThat(limited.speak(guest("a="), NOON).join()).isEmpty();
    assertThat(limited.speakAgain(guest("a="), NOON).join()).hasValue(Ticks.of(NOON) + 2);
  }

  @Test
  void allConnectionsOfAUserShareTheTurnsAndEachHasItsTicks() {
    assertThat(limited.speak(ofUser("a=", "ann"), NOON).join()).hasValue(Ticks.of(NOON));
    assertThat(limited.speak(ofUser("b=", "ann"), NOON).join()).hasValue(Ticks.of(NOON));
    assertThat(limited.admit(ofUser("c=", "ann"), NOON).join()).isTrue();
    assertThat(limited.admit(ofUser("d=", "ann"), NOON).join()).isFalse();
    assertThat(limited.speak(ofUser("e=", "ann"), NOON).join()).isEmpty();
    assertThat(limited.speak(ofUser("f=", "ben"), NOON).join()).isPresent();
    assertThat(limited.speak(guest("ann"), NOON).join()).as("called like a user").isPresent();
    assertThat(limited.speak(ofUser("b=", "ann"), NOON.plusMillis(500)).join())
        .hasValue(Ticks.of(NOON.plusMillis(500)));
    assertThat(tables.items("limits"))
        .as("end by themselves")
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).containsKey("expires_at"));
  }

  @Test
  void ofAUsersMessagesOnAllConnectionsAtOnceNoMoreAreAdmittedThanOneMaySend() {
    List<CompletableFuture<OptionalLong>> all =
        IntStream.range(0, 20).mapToObj(i -> limited.speak(ofUser(i + "=", "ann"), NOON)).toList();
    assertThat(all).filteredOn(one -> one.join().isPresent()).hasSize(3);
  }

  @Test
  void ticksOfOneConnectionGrowWhateverClocksSay() {
    var random = new Random(12);
    long last = 0;
    for (int i = 0; i < 200; i++) {
      Instant skewed = NOON.plusMillis(i).plusMillis(random.nextLong(-5_000, 5_000));
      long tick = free.speak(guest("a="), skewed).join().orElseThrow();
      assertThat(tick).isGreaterThan(last).isGreaterThanOrEqualTo(Ticks.of(skewed));
      last = tick;
    }
    assertThat(free.speak(guest("b="), NOON).join()).as("of another").hasValue(Ticks.of(NOON));
  }

  @Test
  void whatIsSaidAtOnceHasDifferentTicks() {
    LongStream ticks =
        IntStream.range(0, 20).mapToObj(i -> free.speak(guest("a="), NOON)).toList().stream()
            .map(CompletableFuture::join)
            .mapToLong(OptionalLong::orElseThrow);
    assertThat(ticks.distinct().count()).isEqualTo(20);
  }

  private boolean admits(String connectionId, Instant now) {
    return limited.admit(guest(connectionId), now).join();
  }

  private static Connection guest(String id) {
    return new Connection(id, "lobby", 0, User.guest("Ann"), "envelope", NOON);
  }

  private static Connection ofUser(String id, String user) {
    var known = new User(user, Optional.of(user), Role.USUAL, Optional.empty());
    return new Connection(id, "lobby", 0, known, "envelope", NOON);
  }

  private Turns turns(int perSecond, int burst) {
    return new Turns(
        tables.tables(),
        tables.name("session_history"),
        tables.name("limits"),
        new RateLimitSettings(perSecond, burst));
  }
}
