package dev.chatctl.admin.connections;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of lengths of time: sixteen steps to each doubling, so that a quantile is at most 6 %
 * too high. Thread-safe.
 */
final class Latencies {
  private static final int STEP_BITS = 4;
  private static final int STEPS = 1 << STEP_BITS;

  private final AtomicLongArray counts = new AtomicLongArray(64 * STEPS);

  void record(long nanos) {
    counts.incrementAndGet(index(Math.max(nanos, STEPS)));
  }

  /** The time in milliseconds within which this share was done; 0 if nothing was. */
  double quantileMillis(double share) {
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length() && rank > 0; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return Math.round(upperBound(i) / 10_000.0) / 100.0;
      }
    }
    return 0;
  }

  private static int index(long nanos) {
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (magnitude - STEP_BITS)) & (STEPS - 1);
    return magnitude * STEPS + step;
  }

  private static long upperBound(int index) {
    int magnitude = index / STEPS;
    return (long) (STEPS + index % STEPS + 1) << (magnitude - STEP_BITS);
  }
}
