package dev.chatctl.loadtest.comparison;

import java.util.Arrays;

/**
 * The logarithm of a number of one side, and how well it is known.
 *
 * @param squaredError variance of the estimate
 * @param freedom degrees of freedom that the variance is known with
 */
record Estimate(double log, double squaredError, double freedom) {
  /** The mean of whole runs. */
  static Estimate ofRuns(double[] logs) {
    double mean = Arrays.stream(logs).average().orElseThrow();
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    int freedom = logs.length - 1;
    return new Estimate(mean, squares / freedom / logs.length, freedom);
  }

  /**
   * One more run, which varies as these do.
   *
   * @param runs how many these are
   */
  Estimate ofOneLikeThese(double oneLog, int runs) {
    return new Estimate(oneLog, squaredError * runs, freedom);
  }

  /**
   * A quantile of one run, by sectioning (Asmussen and Glynn, Stochastic Simulation, 2007; for
   * quantiles Nakayama, 2014): the whole run's quantile, with an error from how far those of its
   * consecutive blocks are from it. Blocks too short for a quantile are off to one side, which
   * makes the error larger, never smaller.
   */
  static Estimate ofBlocks(double[] values, Quantile quantile, int blocks) {
    double whole = Math.log(quantile.of(values));
    int length = values.length / blocks;
    double squares = 0;
    for (int i = 0; i < blocks; i++) {
      int from = values.length - (i + 1) * length;
      double block = Math.log(quantile.of(Arrays.copyOfRange(values, from, from + length)));
      squares += (block - whole) * (block - whole);
    }
    return new Estimate(whole, squares / (blocks - 1) / blocks, blocks - 1);
  }
}
