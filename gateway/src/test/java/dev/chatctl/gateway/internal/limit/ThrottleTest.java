package dev.chatctl.gateway.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.RateLimit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void aBucketGivesItsBurstAndThenItsRate() {
    RateBucket bucket = new RateBucket(new RateLimit(10, 3), now::get);
    assertThat(taken(bucket, 10)).isEqualTo(3);
    now.addAndGet(100_000_000);
    assertThat(taken(bucket, 10)).isEqualTo(1);
    now.addAndGet(10_000_000_000L);
    assertThat(taken(bucket, 10)).isEqualTo(3);
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
