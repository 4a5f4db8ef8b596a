package dev.chatctl.gateway.internal.limit;

import dev.chatctl.gateway.limit.ThrottleSettings;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket without a lock. It keeps one number, the time at which the bucket would be full
 * again: each token taken moves it on by one interval, and a take that would move it further than a
 * whole burst ahead of now is refused.
 */
final class RateBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final long interval;
  private final long span;
  private final AtomicLong fullAt;

  RateBucket(ThrottleSettings rate, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.interval = Math.max(1, Math.round(NANOS_PER_SECOND / rate.perSecond()));
    this.span = interval * rate.burst();
    this.fullAt = new AtomicLong(nanoTime.getAsLong());
  }

  /** Takes one token; false when there is none. */
  boolean tryTake() {
    while (true) {
      long now = nanoTime.getAsLong();
      long was = fullAt.get();
      long next = (was - now > 0 ? was : now) + interval;
      if (next - now > span) {
        return false;
      }
      if (fullAt.compareAndSet(was, next)) {
        return true;
      }
    }
  }
}
