package dev.chatctl.loadtest.comparison;

/** Student's t distribution. */
final class StudentT {
  private static final int STEPS = 4000;
  private static final double CONFIDENCE = 0.95;

  private StudentT() {}

  /**
   * How many standard errors lie on either side of an estimate in its 95 % interval. With {@code t
   * = sqrt(freedom) tan(angle)} the density is {@code cos(angle)^(freedom - 1)}, which is summed
   * up.
   *
   * @param freedom degrees of freedom, 1 or more, not necessarily whole
   */
  static double critical(double freedom) {
    double step = Math.PI / 2 / STEPS;
    double[] density = new double[STEPS];
    double missing = 0;
    for (int i = 0; i < STEPS; i++) {
      density[i] = Math.pow(Math.cos((i + 0.5) * step), freedom - 1);
      missing += CONFIDENCE * density[i];
    }
    int i = 0;
    while (missing > density[i]) {
      missing -= density[i++];
    }
    return Math.sqrt(freedom) * Math.tan((i + missing / density[i]) * step);
  }
}
