package dev.chatctl.gateway.fault;

/** The standard normal distribution. */
final class Normal {
  private static final double EDGE = 1e-12;
  private static final int STEPS = 60;

  private Normal() {}

  /** The value that a share {@code p} of draws lies below; {@code p} is kept off 0 and 1. */
  static double quantile(double p) {
    double share = Math.clamp(p, EDGE, 1 - EDGE);
    double low = -8;
    double high = 8;
    // Bisection: 60 halvings of 16 reach the precision of a double, and nothing is approximated.
    for (int i = 0; i < STEPS; i++) {
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
