package dev.chatctl.loadtest.ledger;

/**
 * Coarse latency classes for pictures, four to an octave from 64 microseconds up to a minute: few
 * enough to be kept for each message.
 */
public final class LatencyBuckets {
  /** Number of classes. */
  public static final int COUNT = 82;

  private static final int LOWEST_OCTAVE = 6;

  private LatencyBuckets() {}

  /** Class of a latency. */
  public static int of(long micros) {
    if (micros < 1L << LOWEST_OCTAVE) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(micros);
    int quarter = (int) ((micros >> (octave - 2)) & 3);
    return Math.min(COUNT - 1, 1 + (octave - LOWEST_OCTAVE) * 4 + quarter);
  }

  /** The latency that ends a class, microseconds. */
  public static long endMicros(int bucket) {
    int octave = LOWEST_OCTAVE + bucket / 4;
    return (1L << octave) + (bucket % 4) * (1L << (octave - 2));
  }
}
