package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.Pauses;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How long this process could not run: a thread that wakes up every 5 ms, and notes how much later
 * than that it did; waking more often would cost as much as thousands of deliveries. What it sees,
 * every measurement sees.
 */
final class Hiccups {
  private static final long PERIOD_NANOS = 5_000_000;

  private final AtomicLong longestNanos = new AtomicLong();
  private final Pauses pauses;
  private final LongSupplier clock;
  private final Thread thread = Thread.ofPlatform().daemon().name("hiccups").unstarted(this::watch);

  /**
   * A watch that was not begun.
   *
   * @param pauses is told when this process runs, by that clock
   */
  Hiccups(Pauses pauses, LongSupplier clock) {
    this.pauses = pauses;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      long before = System.nanoTime();
      LockSupport.parkNanos(PERIOD_NANOS);
      long late = System.nanoTime() - before - PERIOD_NANOS;
      longestNanos.accumulateAndGet(late, Math::max);
      pauses.beat(clock.getAsLong());
    }
  }

  /** The longest since the last call, microseconds. */
  long takeMicros() {
    return longestNanos.getAndSet(0) / 1000;
  }
}
