package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.message.Ticks;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.testing.TestTables;
import java.time.Instant;
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
    assertThat(limited.speak("a=", NOON).join()).hasValue(Ticks.of(NOON));
    assertThat(admits("a=", NOON)).isTrue();
    assertThat(limited.speak("a=", NOON).join()).hasValue(Ticks.of(NOON) + 1);
    assertThat(limited.speak("a=", NOON).join()).isEmpty();
    assertThat(limited.speakAgain("a=", NOON).join()).hasValue(Ticks.of(NOON) + 2);
  }

  @Test
  void ticksOfOneConnectionGrowWhateverClocksSay() {
    var random = new Random(12);
    long last = 0;
    for (int i = 0; i < 200; i++) {
      Instant skewed = NOON.plusMillis(i).plusMillis(random.nextLong(-5_000, 5_000));
      long tick = free.speak("a=", skewed).join().orElseThrow();
      assertThat(tick).isGreaterThan(last).isGreaterThanOrEqualTo(Ticks.of(skewed));
      last = tick;
    }
    assertThat(free.speak("b=", NOON).join()).as("of another").hasValue(Ticks.of(NOON));
  }

  @Test
  void whatIsSaidAtOnceHasDifferentTicks() {
    LongStream ticks =
        IntStream.range(0, 20).mapToObj(i -> free.speak("a=", NOON)).toList().stream()
            .map(CompletableFuture::join)
            .mapToLong(OptionalLong::orElseThrow);
    assertThat(ticks.distinct().count()).isEqualTo(20);
  }

  private boolean admits(String connectionId, Instant now) {
    return limited.admit(connectionId, now).join();
  }

  private Turns turns(int perSecond, int burst) {
    return new Turns(
        tables.tables(), tables.name("session_history"), new RateLimitSettings(perSecond, burst));
  }
}
