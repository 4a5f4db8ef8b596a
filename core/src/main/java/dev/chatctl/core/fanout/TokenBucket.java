package dev.chatctl.core.fanout;

import java.util.function.LongSupplier;

/**
 * Gives out turns at a steady rate, after a burst. It hands out times rather than making anybody
 * wait, so that nobody blocks. Thread-safe.
 */
public final class TokenBucket {
  private final long nanosPerToken;
  private final long burstNanos;
  private final LongSupplier nanoTime;
  private long nextFree;

  /**
   * A full bucket.
   *
   * @param perSecond the steady rate, at most 1,000,000
   * @param burst how many turns an idle bucket gives at once
   */
  public TokenBucket(int perSecond, int burst, LongSupplier nanoTime) {
    if (perSecond < 1 || perSecond > 1_000_000 || burst < 1) {
      throw new IllegalArgumentException(
          "rate, burst: %d, %d (expected: 1 to 1000000, >= 1)".formatted(perSecond, burst));
    }
    this.nanosPerToken = 1_000_000_000L / perSecond;
    this.burstNanos = nanosPerToken * (burst - 1L);
    this.nanoTime = nanoTime;
    this.nextFree = nanoTime.getAsLong() - burstNanos;
  }

  /** Takes a turn; returns in how many nanoseconds it comes, 0 for now. */
  public synchronized long take() {
    long now = nanoTime.getAsLong();
    long turn = nextFree - now < -burstNanos ? now - burstNanos : nextFree;
    nextFree = turn + nanosPerToken;
    return Math.max(0, turn - now);
  }
}
