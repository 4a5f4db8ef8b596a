package dev.chatctl.loadtest.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times in which this process could not run. One thread says at short intervals that it runs; where
 * it was silent for {@link #LEAST}, so was everything else, and a delivery under way then may have
 * come in before it was stamped. Times are on the plan's clock.
 */
public final class Pauses {
  /** What is shorter shows as send lag. */
  public static final Duration LEAST = Duration.ofMillis(100);

  private static final long LEAST_NANOS = LEAST.toNanos();

  private final AtomicLong longestNanos = new AtomicLong();
  private volatile long beat = Long.MAX_VALUE;
  private volatile long lastEnd = Long.MIN_VALUE;

  /** It runs. One thread only calls this. */
  public void beat(long nowNanos) {
    long silent = nowNanos - beat;
    if (beat != Long.MAX_VALUE && silent > LEAST_NANOS) {
      lastEnd = nowNanos;
      longestNanos.accumulateAndGet(silent, Math::max);
    }
    beat = nowNanos;
  }

  /** Whether a pause overlaps what was due then and is stamped now. */
  boolean overlap(long dueNanos, long nowNanos) {
    long last = beat;
    return dueNanos < lastEnd || (last != Long.MAX_VALUE && nowNanos - last > LEAST_NANOS);
  }

  /** The longest so far. */
  public Duration longest() {
    return Duration.ofNanos(longestNanos.get());
  }
}
