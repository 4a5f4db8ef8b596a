package dev.chatctl.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // nanoTime may overflow

  @Test
  void givesTheBurstAtOnceAndThenTheRate() {
    var bucket = new TokenBucket(10, 3, now::get);
    assertThat(take(bucket, 5)).containsExactly(0, 0, 0, SECOND / 10, 2 * SECOND / 10);
  }

  @Test
  void gathersNoMoreThanABurstHoweverLongItIdles() {
    var bucket = new TokenBucket(10, 2, now::get);
    take(bucket, 2);
    now.addAndGet(60 * SECOND);
    assertThat(take(bucket, 3)).containsExactly(0, 0, SECOND / 10);
  }

  @Test
  void turnsThatWereGivenOutAheadAreNotGivenAgain() {
    var bucket = new TokenBucket(10, 1, now::get);
    take(bucket, 11);
    now.addAndGet(SECOND / 2);
    assertThat(take(bucket, 1)).containsExactly(SECOND - SECOND / 2 + SECOND / 10);
  }

  @Test
  void keepsToItsRateOverASecond() {
    var bucket = new TokenBucket(1_000, 100, now::get);
    long last = 0;
    for (int i = 0; i < 1_100; i++) {
      last = bucket.take();
    }
    assertThat(last).isEqualTo(SECOND);
  }

  @Test
  void givesAnyRateItCanCountInNanoseconds() {
    assertThat(take(new TokenBucket(1, 1, now::get), 2)).containsExactly(0, SECOND);
    assertThat(take(new TokenBucket(1_000_000, 1, now::get), 2)).containsExactly(0, 1_000);
    assertThatThrownBy(() -> new TokenBucket(1_000_001, 1, now::get))
        .hasMessage("rate, burst: 1000001, 1 (expected: 1 to 1000000, >= 1)");
  }

  @Test
  void refusesARateOrBurstThatGivesNothing() {
    assertThatThrownBy(() -> new TokenBucket(0, 1, now::get))
        .hasMessage("rate, burst: 0, 1 (expected: 1 to 1000000, >= 1)");
    assertThatThrownBy(() -> new TokenBucket(1, 0, now::get))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] take(TokenBucket bucket, int turns) {
    var waits = new long[turns];
    for (int i = 0; i < turns; i++) {
      waits[i] = bucket.take();
    }
    return waits;
  }
}
