package dev.chatctl.loadtest.comparison;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** Made-up series of values that hang together in time: a first-order autoregression. */
final class Series {
  private final Random random;
  private final double correlation;
  private final DoubleUnaryOperator margin;

  /**
   * A source of series.
   *
   * @param correlation of neighbours, before they are given their distribution
   * @param margin makes a value of a standard normal one
   */
  Series(long seed, double correlation, DoubleUnaryOperator margin) {
    this.random = new Random(seed);
    this.correlation = correlation;
    this.margin = margin;
  }

  /** Logarithms with that standard deviation about that of the level: skewed to the right. */
  static DoubleUnaryOperator logNormal(double level, double sigma) {
    return normal -> level * Math.exp(sigma * normal);
  }

  /** The next series, at a level of so many times the usual. */
  double[] next(int length, double level) {
    double[] values = new double[length];
    double state = random.nextGaussian();
    for (int i = 0; i < length; i++) {
      values[i] = level * margin.applyAsDouble(state);
      state =
          correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return values;
  }

  /** So many runs, whose levels differ by that standard deviation of their logarithms. */
  List<double[]> runs(int count, int length, double level, double between) {
    return Stream.generate(() -> next(length, level * Math.exp(between * random.nextGaussian())))
        .limit(count)
        .toList();
  }
}
