package dev.chatctl.loadtest.ledger;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Times as all histograms here have them: microseconds up to ten minutes, beyond which everything
 * counts as ten minutes, to three digits.
 */
public final class Micros {
  private static final long HIGHEST = 600_000_000;
  private static final int DIGITS = 3;

  private Micros() {}

  /** Nothing recorded yet. */
  public static Histogram histogram() {
    return new Histogram(HIGHEST, DIGITS);
  }

  /** For any number of writers. */
  public static Recorder recorder() {
    return new Recorder(HIGHEST, DIGITS);
  }

  /** For one writer, at less cost. */
  static SingleWriterRecorder singleWriterRecorder() {
    return new SingleWriterRecorder(HIGHEST, DIGITS);
  }

  /** How many times were as long as a histogram can tell, or longer. */
  public static long beyond(AbstractHistogram micros) {
    return micros.getCountBetweenValues(HIGHEST, HIGHEST);
  }

  /** Whether one of ours can hold what that one does. */
  public static boolean holds(AbstractHistogram micros) {
    return micros.lowestEquivalentValue(micros.getMaxValue()) <= HIGHEST;
  }

  /** What a histogram takes of a time, which clocks that differ can make negative. */
  public static long ofNanos(long nanos) {
    return Math.clamp(nanos / 1000, 0, HIGHEST);
  }
}
