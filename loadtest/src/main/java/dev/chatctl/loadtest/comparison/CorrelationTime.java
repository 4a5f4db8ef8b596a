package dev.chatctl.loadtest.comparison;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many values in a row say as much as one independent value does: 1 + 2 (r1 + r2 + ...), with
 * the autocorrelation r of the values' ranks, so that a few outliers do not decide.
 *
 * <p>The sum ends where noise begins, by Geyer's initial monotone sequence (Practical Markov Chain
 * Monte Carlo, 1992): pairs of neighbouring terms are added as long as they are positive, and none
 * counts for more than the one before. Autocorrelation about a sample's own mean is too low by the
 * variance of that mean (Marriott and Pope, 1954), which is what is sought: it is put back, and the
 * sum is taken anew, three times.
 */
final class CorrelationTime {
  private static final int ROUNDS = 3;

  private final double[] deviations;
  private final double[] known;
  private int lags;

  private CorrelationTime(double[] values) {
    deviations = deviations(values);
    known = new double[Math.max(2, values.length * 2 / 3)];
    known[0] = product(0);
    lags = 1;
  }

  /** Of a series in the order of time; 1 or more, and at most half its length. */
  static double of(double[] values) {
    CorrelationTime time = new CorrelationTime(values);
    double result = 1;
    for (int i = 0; i < ROUNDS && time.known[0] > 0; i++) {
      result = time.sum(result / values.length);
    }
    return Math.max(1, Math.min(result, values.length / 2.0));
  }

  /** The sum, where the mean's variance is that part of a value's. */
  private double sum(double ofMean) {
    double sum = -1;
    double smallest = Double.MAX_VALUE;
    for (int lag = 0; lag + 1 < known.length; lag += 2) {
      double pair = correlation(lag, ofMean) + correlation(lag + 1, ofMean);
      if (pair <= 0) {
        break;
      }
      smallest = Math.min(smallest, pair);
      sum += 2 * smallest;
    }
    return sum;
  }

  private double correlation(int lag, double ofMean) {
    while (lags <= lag) {
      known[lags] = product(lags);
      lags++;
    }
    double apparent = known[lag] / known[0];
    return apparent + ofMean * (1 - apparent);
  }

  private double product(int lag) {
    double sum = 0;
    for (int i = lag; i < deviations.length; i++) {
      sum += deviations[i - lag] * deviations[i];
    }
    return sum;
  }

  /** Each value's rank less the mean rank; equal values share theirs. */
  private static double[] deviations(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - values.length) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
