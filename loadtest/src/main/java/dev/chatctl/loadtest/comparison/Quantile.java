package dev.chatctl.loadtest.comparison;

import java.util.Arrays;

/**
 * A quantile of a series.
 *
 * @param rank 0.5 for the median, 0.99 for the 99th percentile
 */
public record Quantile(double rank) {
  /** Half below, half above. */
  public static final Quantile MEDIAN = new Quantile(0.5);

  public Quantile {
    if (!(rank > 0 && rank < 1)) {
      throw new IllegalArgumentException("rank: " + rank + " (expected: > 0 and < 1)");
    }
  }

  /** Its value, between the two nearest of the values (definition 7 of Hyndman and Fan, 1996). */
  public double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = rank * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** The part of the values on its thinner side. */
  double tail() {
    return Math.min(rank, 1 - rank);
  }
}
