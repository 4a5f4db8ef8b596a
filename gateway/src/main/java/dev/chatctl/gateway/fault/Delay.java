package dev.chatctl.gateway.fault;

import java.time.Duration;

/** How long something is delayed. */
public sealed interface Delay {
  /**
   * The delay for a number drawn evenly from [0, 1).
   *
   * @return nanoseconds, never negative
   */
  long nanos(double uniform);

  /** Always the same. */
  record Fixed(Duration value) implements Delay {
    public Fixed {
      notNegative(value);
    }

    @Override
    public long nanos(double uniform) {
      return value.toNanos();
    }
  }

  /** Evenly between two bounds. */
  record Uniform(Duration from, Duration to) implements Delay {
    public Uniform {
      notNegative(from);
      if (to.compareTo(from) < 0) {
        throw new IllegalArgumentException("to: " + to + " (expected: >= " + from + ")");
      }
    }

    @Override
    public long nanos(double uniform) {
      return from.toNanos() + (long) (uniform * (to.toNanos() - from.toNanos()));
    }
  }

  /** Memoryless, with the given mean. */
  record Exponential(Duration mean) implements Delay {
    public Exponential {
      notNegative(mean);
    }

    @Override
    public long nanos(double uniform) {
      return (long) (-Math.log1p(-uniform) * mean.toNanos());
    }
  }

  /**
   * Long-tailed, as services are.
   *
   * @param median half of the delays are shorter
   * @param spread the geometric standard deviation: two delays of three lie between {@code
   *     median/spread} and {@code median*spread}
   */
  record Lognormal(Duration median, double spread) implements Delay {
    public Lognormal {
      notNegative(median);
      if (!(spread >= 1) || spread > 10) {
        throw new IllegalArgumentException("spread: " + spread + " (expected: 1..10)");
      }
    }

    @Override
    public long nanos(double uniform) {
      double sigma = Math.log(spread);
      return (long) (median.toNanos() * Math.exp(sigma * normalQuantile(uniform)));
    }
  }

  private static void notNegative(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("delay: " + value + " (expected: >= 0)");
    }
  }

  /** The value that a share {@code p} of draws lies below; {@code p} is kept off 0 and 1. */
  private static double normalQuantile(double p) {
    double share = Math.clamp(p, 1e-12, 1 - 1e-12);
    double low = -8;
    double high = 8;
    // Bisection: 60 halvings of 16 reach the precision of a double, and nothing is approximated.
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (cumulative(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Marsaglia's series, exact to about 1e-15 within eight standard deviations. */
  private static double cumulative(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-17 && i < 400; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
