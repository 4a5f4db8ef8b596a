package dev.chatctl.gateway.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.ThrottleSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void aBucketGivesItsBurstAndThenItsRate() {
    RateBucket bucket = new RateBucket(new ThrottleSettings(10, 3), now::get);
    assertThat(taken(bucket, 10)).isEqualTo(3);
    now.addAndGet(100_000_000);
    assertThat(taken(bucket, 10)).isEqualTo(1);
    now.addAndGet(10_000_000_000L);
    assertThat(taken(bucket, 10)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"99999999, 0", "100000000, 1", "199999999, 1", "200000000, 2", "299999999, 2"})
  void aTokenComesBackAtTheEndOfItsIntervalAndNotBefore(long nanos, int tokens) {
    RateBucket bucket = new RateBucket(new ThrottleSettings(10, 3), now::get);
    assertThat(taken(bucket, 10)).isEqualTo(3);
    now.addAndGet(nanos);
    assertThat(taken(bucket, 10)).isEqualTo(tokens);
  }

  @Test
  void timeThatWrapsAroundIsTimeAllTheSame() {
    now.set(Long.MAX_VALUE - 50_000_000);
    RateBucket bucket = new RateBucket(new ThrottleSettings(10, 3), now::get);
    assertThat(taken(bucket, 10)).isEqualTo(3);
    now.addAndGet(100_000_000);
    assertThat(taken(bucket, 10)).isEqualTo(1);
  }

  @Test
  void aRateOfMoreThanANanosecondCanTellStillHasABurst() {
    RateBucket bucket = new RateBucket(new ThrottleSettings(1e12, 2), now::get);
    assertThat(taken(bucket, 10)).isEqualTo(2);
    now.addAndGet(1);
    assertThat(taken(bucket, 10)).isEqualTo(1);
  }

  @Test
  void connectsCallsAndMessagesShareTheRequests() {
    Throttle throttle =
        new Throttle(Limits.NONE.withRequests(new ThrottleSettings(1, 3)), now::get);
    assertThat(throttle.allowsConnect()).isTrue();
    assertThat(throttle.allowsCall()).isTrue();
    assertThat(throttle.allowsMessage("any")).isTrue();
    assertThat(throttle.allowsConnect()).isFalse();
    assertThat(throttle.allowsCall()).isFalse();
    assertThat(throttle.allowsMessage("any")).isFalse();
  }

  @Test
  void aRoutesLimitIsItsOwnAndOfMessagesAlone() {
    Throttle throttle =
        new Throttle(Limits.NONE.withRoutes(Map.of("post", new ThrottleSettings(1, 1))), now::get);
    assertThat(throttle.allowsMessage("post")).isTrue();
    assertThat(throttle.allowsMessage("post")).isFalse();
    assertThat(throttle.allowsMessage("other")).isTrue();
    assertThat(throttle.allowsConnect()).isTrue();
    assertThat(throttle.allowsCall()).isTrue();
  }

  @Test
  void connectsAreLimitedApartFromMessages() {
    Throttle throttle =
        new Throttle(Limits.NONE.withConnects(new ThrottleSettings(1, 1)), now::get);
    assertThat(throttle.allowsConnect()).isTrue();
    assertThat(throttle.allowsConnect()).isFalse();
    assertThat(throttle.allowsMessage("any")).isTrue();
    assertThat(throttle.allowsCall()).isTrue();
  }

  @Test
  void theSwitchForAwsLimitsConnectsTo500() {
    Throttle throttle = new Throttle(Limits.AWS, now::get);
    int allowed = 0;
    for (int i = 0; i < 1_000; i++) {
      allowed += throttle.allowsConnect() ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(500);
  }

  @Test
  void withoutLimitsEverythingPasses() {
    Throttle throttle = new Throttle(Limits.NONE, now::get);
    assertThat(throttle.allowsConnect() && throttle.allowsMessage("a") && throttle.allowsCall())
        .isTrue();
  }

  private static int taken(RateBucket bucket, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.tryTake() ? 1 : 0;
    }
    return taken;
  }
}
