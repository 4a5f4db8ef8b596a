package dev.chatctl.loadtest.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has become of a number between two sides, of one or more runs each.
 *
 * <p>Numbers are compared as a ratio, by their logarithms: what makes a run slower makes it slower
 * by a part. The 95 % interval of the ratio is Welch's (1947), for sides that need not vary alike,
 * from whatever is independent:
 *
 * <ul>
 *   <li>With two or more runs on both sides, the runs. What is correlated within a run, and what
 *       differs from one run to the next, is all in how the runs differ.
 *   <li>With one run on one side only, that run is taken to vary as the others do.
 *   <li>With one run on either side, blocks of consecutive values (batch means: Law and Carson,
 *       1979), each as long as three correlation times at least, and no more than ten, beyond which
 *       little is gained (Schmeiser, 1982). What differs from one run to the next is not in such an
 *       interval, and cannot be: it tells whether these two runs differ, not why.
 * </ul>
 *
 * <p>There is no interval where there is too little to say: fewer than five independent values on
 * either side of the quantile, which is where the normal distribution begins to stand for the
 * binomial.
 *
 * @param base the number of the base: of several runs the geometric mean
 * @param candidate that of what is compared with it
 * @param interval the relative change with its uncertainty; empty if that is unknown
 * @param ofRuns whether the interval is of runs like these; of these very two otherwise
 * @param basis what the interval is made of, or why there is none
 */
public record Change(
    double base, double candidate, Optional<Interval> interval, boolean ofRuns, String basis) {
  private static final int MOST_BLOCKS = 10;
  private static final double BLOCK_TIMES = 3;
  private static final double LEAST_IN_TAIL = 5;

  /**
   * A relative change, -0.1 being 10 % less.
   *
   * @param low lower end of the 95 % interval
   * @param high upper end
   */
  public record Interval(double low, double high) {
    private static Interval of(double log, double error) {
      return new Interval(Math.expm1(log - error), Math.expm1(log + error));
    }

    /** Whether a change is shown. */
    public boolean excludesZero() {
      return low > 0 || high < 0;
    }
  }

  /**
   * Compares a quantile of series.
   *
   * @param base a series for each run, its values in the order of time
   * @param candidate the same of the other side
   */
  public static Change between(List<double[]> base, List<double[]> candidate, Quantile quantile) {
    if (Stream.of(base, candidate).flatMap(List::stream).anyMatch(run -> run.length == 0)) {
      return unknown(Double.NaN, Double.NaN, "a run without values");
    }
    return base.size() == 1 && candidate.size() == 1
        ? ofSeries(base.getFirst(), candidate.getFirst(), quantile)
        : ofNumbers(
            base.stream().mapToDouble(quantile::of).toArray(),
            candidate.stream().mapToDouble(quantile::of).toArray());
  }

  /** Compares runs that are known by one number each. */
  public static Change ofNumbers(double[] base, double[] candidate) {
    double[] before = logs(base);
    double[] after = logs(candidate);
    if (before.length == 0 || after.length == 0) {
      return unknown(Double.NaN, Double.NaN, "a side without runs");
    }
    int runs = Math.max(before.length, after.length);
    if (runs == 1) {
      return unknown(before[0], after[0], "one number of one run on either side");
    }
    boolean severalBefore = before.length > 1;
    boolean severalAfter = after.length > 1;
    Estimate many = Estimate.ofRuns(severalBefore ? before : after);
    Estimate first = severalBefore ? many : many.ofOneLikeThese(before[0], runs);
    Estimate second = severalAfter ? Estimate.ofRuns(after) : many.ofOneLikeThese(after[0], runs);
    return of(
        first,
        second,
        severalBefore && severalAfter ? freedom(first, second) : many.freedom(),
        true,
        before.length + " and " + after.length + " runs");
  }

  private static Change ofSeries(double[] base, double[] candidate, Quantile quantile) {
    double before = Math.log(quantile.of(base));
    double after = Math.log(quantile.of(candidate));
    double independent =
        Math.min(
            base.length / CorrelationTime.of(base),
            candidate.length / CorrelationTime.of(candidate));
    if (independent * quantile.tail() < LEAST_IN_TAIL) {
      return unknown(
          before,
          after,
          "as good as %.0f independent values (needed: %.0f)"
              .formatted(independent, Math.ceil(LEAST_IN_TAIL / quantile.tail())));
    }
    int blocks = Math.min(MOST_BLOCKS, (int) (independent / BLOCK_TIMES));
    Estimate first = Estimate.ofBlocks(base, quantile, blocks);
    Estimate second = Estimate.ofBlocks(candidate, quantile, blocks);
    return of(
        first, second, freedom(first, second), false, blocks + " blocks of one run on either side");
  }

  private static Change of(
      Estimate base, Estimate candidate, double freedom, boolean ofRuns, String basis) {
    double change = candidate.log() - base.log();
    double squaredError = base.squaredError() + candidate.squaredError();
    if (!Double.isFinite(squaredError)) {
      return unknown(base.log(), candidate.log(), "a value that is not above zero");
    }
    if (squaredError == 0 && change != 0) {
      return unknown(base.log(), candidate.log(), "values that do not vary at all");
    }
    double error = squaredError == 0 ? 0 : StudentT.critical(freedom) * Math.sqrt(squaredError);
    return new Change(
        Math.exp(base.log()),
        Math.exp(candidate.log()),
        Optional.of(Interval.of(change, error)),
        ofRuns,
        basis);
  }

  /** Welch's and Satterthwaite's degrees of freedom. */
  private static double freedom(Estimate base, Estimate candidate) {
    double sum = base.squaredError() + candidate.squaredError();
    return sum
        * sum
        / (base.squaredError() * base.squaredError() / base.freedom()
            + candidate.squaredError() * candidate.squaredError() / candidate.freedom());
  }

  private static Change unknown(double base, double candidate, String reason) {
    return new Change(Math.exp(base), Math.exp(candidate), Optional.empty(), false, reason);
  }

  private static double[] logs(double[] numbers) {
    return Arrays.stream(numbers).map(Math::log).toArray();
  }
}
