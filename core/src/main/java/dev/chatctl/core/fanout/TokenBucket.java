package dev.chatctl.core.fanout;

import java.util.function.LongSupplier;

/**
 * Gives out turns at a steady rate, after a burst; at half of it after each throttle, and from then
 * on at ever more again: so that processes that know nothing of one another share what there is. It
 * hands out times rather than making anybody wait, so that nobody blocks. Thread-safe.
 */
public final class TokenBucket {
  /** The throttles of so long are one: they answer posts of one rate. */
  private static final long ROUND_NANOS = 200_000_000L;

  /** Of the full rate, whatever happens. */
  private static final double LEAST = 1.0 / 16;

  /** Of the full rate, each second. */
  private static final double REGAINED = 0.1;

  private final long nanosPerToken;
  private final long burstNanos;
  private final LongSupplier nanoTime;
  private long nextFree;
  private double share = 1;
  private long halvedAt;
  private long regainedAt;

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
    this.regainedAt = nanoTime.getAsLong();
    this.nextFree = regainedAt - burstNanos;
    this.halvedAt = regainedAt - ROUND_NANOS;
  }

  /** Takes a turn; returns in how many nanoseconds it comes, 0 for now. */
  public synchronized long take() {
    long now = nanoTime.getAsLong();
    long turn = nextFree - now < -burstNanos ? now - burstNanos : nextFree;
    regain(now);
    nextFree = turn + (long) (nanosPerToken / share);
    return Math.max(0, turn - now);
  }

  /** Takes so many turns, if all of them are there now. */
  public synchronized boolean tryTake(int turns) {
    long now = nanoTime.getAsLong();
    regain(now);
    long interval = (long) (nanosPerToken / share);
    long first = Math.max(nextFree, now - burstNanos);
    if (first + (turns - 1L) * interval > now) {
      return false;
    }
    nextFree = first + turns * interval;
    return true;
  }

  /** Whoever took a turn was refused: there is less than was thought. */
  public synchronized void throttled() {
    long now = nanoTime.getAsLong();
    regain(now);
    if (now - halvedAt >= ROUND_NANOS) {
      halvedAt = now;
      share = Math.max(LEAST, share / 2);
    }
  }

  private void regain(long now) {
    share = Math.min(1, share + (now - regainedAt) * REGAINED / 1e9);
    regainedAt = now;
  }
}
