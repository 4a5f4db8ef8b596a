package dev.chatctl.loadtest.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock that due times and arrivals are told on, nanoseconds. {@link System#nanoTime()} is
 * shared by all processes of one Linux machine; only shards on several machines need the time of
 * day.
 *
 * @param offsetNanos added to {@link System#nanoTime()}
 */
public record RunClock(long offsetNanos) {
  /** For one machine: exact. */
  public static final RunClock MACHINE = new RunClock(0);

  private static final int SAMPLES = 20;

  /**
   * For several machines: nanoseconds since 1970, steady after this call, as exact as the clocks.
   */
  public static RunClock epoch() {
    long best = Long.MAX_VALUE;
    long offset = 0;
    for (int i = 0; i < SAMPLES; i++) {
      long before = System.nanoTime();
      long epoch = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
      long after = System.nanoTime();
      if (after - before < best) {
        best = after - before;
        offset = epoch - (before + (after - before) / 2);
      }
    }
    return new RunClock(offset);
  }

  /** Now. */
  public long now() {
    return System.nanoTime() + offsetNanos;
  }
}
