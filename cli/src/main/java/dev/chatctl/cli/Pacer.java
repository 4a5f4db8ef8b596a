package dev.chatctl.cli;

import java.time.Duration;

/**
 * Spaces things evenly, at most so many a second; when it falls behind it does not catch up in a
 * burst of more than a tenth of a second's worth. Not thread-safe.
 */
public final class Pacer {
  private static final long NANOS = 1_000_000_000L;
  private static final long BURST_NANOS = NANOS / 10;

  private final Interrupt interrupt;
  private final long intervalNanos;
  private long due = System.nanoTime();

  /**
   * A pace.
   *
   * @param interval between two; zero for no pace
   */
  public Pacer(Interrupt interrupt, Duration interval) {
    this.interrupt = interrupt;
    this.intervalNanos = interval.toNanos();
  }

  /** So many a second. */
  public static Pacer perSecond(Interrupt interrupt, double rate) {
    return new Pacer(interrupt, Duration.ofNanos((long) (NANOS / rate)));
  }

  /**
   * Waits until the next one is due.
   *
   * @return false if Ctrl-C came instead
   */
  public boolean next() {
    long now = System.nanoTime();
    due = Math.max(due, now - BURST_NANOS);
    long wait = due - now;
    due += intervalNanos;
    if (wait <= 0 || intervalNanos == 0) {
      return !interrupt.requested();
    }
    return !interrupt.sleep(Duration.ofNanos(wait));
  }
}
