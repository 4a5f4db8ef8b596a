package dev.chatctl.loadtest.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.loadtest.plan.RunClock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartSignalTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final RunClock timeline = RunClock.epoch();

  @Test
  void isTheTimeThatAllShardsWereTold() throws InterruptedException {
    long start = timeline.now() + HOUR;

    assertThat(StartSignal.at(start).await(timeline)).isEqualTo(start);
  }

  @Test
  void isNoneOnceThatTimeHasPassed() {
    assertThatThrownBy(() -> StartSignal.at(timeline.now() - HOUR).await(timeline))
        .hasMessageStartingWith("--start-at: 3600.")
        .hasMessageEndingWith("s ago (expected: later than connecting and warm-up)");
  }

  @Test
  void epochTimeIsTheTimeOfDay() {
    assertThat(timeline.now() / 1e9)
        .isCloseTo(System.currentTimeMillis() / 1e3, org.assertj.core.api.Assertions.within(60.0));
  }
}
