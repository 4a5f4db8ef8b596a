package dev.chatctl.loadtest.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a comparison is wrong, and how often it is right. Series are made up with fixed seeds;
 * with 1,500 pairs a share of 5 % is known to within 1.1 points.
 */
class ChangeTest {
  private static final int PAIRS = 1500;
  private static final int VALUES = 100;

  /** What a run may vary by from one of the same: 5 % of its level. */
  private static final double BETWEEN = 0.05;

  private static final DoubleUnaryOperator LATENCIES = Series.logNormal(20, 0.25);

  private static DoubleUnaryOperator margin(String name) {
    return switch (name) {
      case "normal" -> normal -> 100 + 10 * normal;
      case "lognormal" -> LATENCIES;
      case "heavy" -> Series.logNormal(20, 1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Share of pairs that were told apart. */
  private static double toldApart(Supplier<Change> pair) {
    return Stream.generate(pair)
            .limit(PAIRS)
            .filter(change -> change.interval().map(Change.Interval::excludesZero).orElse(false))
            .count()
        / (double) PAIRS;
  }

  @ParameterizedTest
  @CsvSource({
    "0, normal", "0.3, normal", "0.6, normal", "0.9, normal",
    "0, lognormal", "0.3, lognormal", "0.6, lognormal", "0.9, lognormal",
    "0, heavy", "0.3, heavy", "0.6, heavy", "0.9, heavy"
  })
  void seldomTellsTwoRunsApartThatAreTheSame(double correlation, String margin) {
    Series series = new Series(1, correlation, margin(margin));

    assertThat(
            toldApart(
                () ->
                    Change.between(
                        series.runs(1, VALUES, 1, 0),
                        series.runs(1, VALUES, 1, 0),
                        Quantile.MEDIAN)))
        .isLessThanOrEqualTo(0.07);
  }

  /** A series may be too short to say anything; what it says must hold. */
  @ParameterizedTest
  @CsvSource({
    "10, 0",
    "10, 0.6",
    "20, 0",
    "20, 0.3",
    "20, 0.6",
    "20, 0.9",
    "40, 0",
    "40, 0.3",
    "40, 0.6",
    "40, 0.9",
    "1000, 0.9"
  })
  void seldomTellsTwoRunsApartHoweverShort(int values, double correlation) {
    Series series = new Series(7, correlation, LATENCIES);

    assertThat(
            toldApart(
                () ->
                    Change.between(
                        series.runs(1, values, 1, 0),
                        series.runs(1, values, 1, 0),
                        Quantile.MEDIAN)))
        .isLessThanOrEqualTo(0.07);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 0.3",
    "2, 1, 0.9",
    "2, 2, 0",
    "2, 2, 0.9",
    "3, 3, 0.6",
    "5, 5, 0",
    "5, 5, 0.3",
    "5, 5, 0.6",
    "5, 5, 0.9",
    "2, 5, 0.6",
    "1, 3, 0.6",
    "5, 1, 0.9"
  })
  void seldomTellsSeveralRunsApartThatAreTheSame(int base, int candidate, double correlation) {
    Series series = new Series(2, correlation, LATENCIES);

    assertThat(
            toldApart(
                () ->
                    Change.between(
                        series.runs(base, VALUES, 1, BETWEEN),
                        series.runs(candidate, VALUES, 1, BETWEEN),
                        Quantile.MEDIAN)))
        .isLessThanOrEqualTo(0.07);
  }

  /**
   * Up to so much noise: standard deviation of the logarithms, hardly other than the coefficient of
   * variation. docs/benchmarks.md has the table.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 100, 0.40",
    "0.3, 100, 0.32",
    "0.6, 100, 0.24",
    "0.9, 100, 0.12",
    "0.9, 500, 0.25"
  })
  void findsAFifthMoreWithFiveRunsASide(double correlation, int values, double noise) {
    assertThat(foundWithFiveRunsASide(correlation, values, noise)).isGreaterThanOrEqualTo(0.9);
  }

  /**
   * Where even somebody who knows how much runs vary, and need not find it out of ten, finds it in
   * 73 of 100 pairs: the mean of 100 such values, and 5 % between runs, leave no more.
   */
  @Test
  void findsWhatThereIsToFindWhereThatIsLittle() {
    assertThat(foundWithFiveRunsASide(0.9, VALUES, 0.25)).isBetween(0.5, 0.73);
  }

  private static double foundWithFiveRunsASide(double correlation, int values, double noise) {
    Series series = new Series(3, correlation, Series.logNormal(20, noise));
    return toldApart(
        () ->
            Change.between(
                series.runs(5, values, 1, BETWEEN),
                series.runs(5, values, 1.2, BETWEEN),
                Quantile.MEDIAN));
  }

  @Test
  void findsAFifthMoreInOneRunASideThatIsNotCorrelated() {
    Series series = new Series(4, 0.3, LATENCIES);

    assertThat(
            toldApart(
                () ->
                    Change.between(
                        series.runs(1, 200, 1, 0), series.runs(1, 200, 1.2, 0), Quantile.MEDIAN)))
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void blocksAreLongerThanWhatHangsTogether() {
    // 300 values at 0.9 say as much as 16: enough for three correlation times in five blocks.
    assertThat(basesOfOneRunASide(0)).allMatch(basis -> basis.startsWith("10 blocks"));
    assertThat(basesOfOneRunASide(0.9))
        .filteredOn(basis -> basis.matches("[3-9] blocks of one run on either side"))
        .hasSizeGreaterThan(20);
  }

  /** Of thirty pairs. */
  private static List<String> basesOfOneRunASide(double correlation) {
    Series series = new Series(8, correlation, LATENCIES);
    return Stream.generate(
            () ->
                Change.between(
                    series.runs(1, 300, 1, 0), series.runs(1, 300, 1, 0), Quantile.MEDIAN))
        .limit(30)
        .map(Change::basis)
        .toList();
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    Series series = new Series(5, 0.6, LATENCIES);

    long held =
        Stream.generate(
                () ->
                    Change.between(
                        series.runs(5, VALUES, 1, BETWEEN),
                        series.runs(5, VALUES, 1.5, BETWEEN),
                        Quantile.MEDIAN))
            .limit(PAIRS)
            .map(change -> change.interval().orElseThrow())
            .filter(interval -> interval.low() <= 0.5 && interval.high() >= 0.5)
            .count();

    assertThat(held / (double) PAIRS).isBetween(0.935, 0.97);
  }

  @Test
  void isTheWelchIntervalOfTheRunsLogarithms() {
    Change change = Change.ofNumbers(new double[] {10, 11, 12}, new double[] {13, 15, 14, 18});

    // scipy.stats.ttest_ind(log([13, 15, 14, 18]), log([10, 11, 12]), equal_var=False)
    assertThat(change.base()).isEqualTo(Math.cbrt(1320), within(1e-9));
    assertThat(change.candidate()).isEqualTo(Math.pow(49140, 0.25), within(1e-9));
    assertThat(Math.log1p(change.interval().orElseThrow().low())).isEqualTo(0.080609, within(1e-4));
    assertThat(Math.log1p(change.interval().orElseThrow().high()))
        .isEqualTo(0.530347, within(1e-4));
    assertThat(change.basis()).isEqualTo("3 and 4 runs");
  }

  @Test
  void takesOneRunToVaryAsTheOthersDo() {
    Change change = Change.ofNumbers(new double[] {10}, new double[] {10, 11, 12});

    Change.Interval interval = change.interval().orElseThrow();
    double middle = Math.log(change.candidate() / change.base());
    double spread = Math.sqrt(0.00831603);
    double error = 4.302653 * spread * Math.sqrt(1 + 1 / 3.0);
    assertThat(Math.log1p(interval.low())).isEqualTo(middle - error, within(1e-4));
    assertThat(Math.log1p(interval.high())).isEqualTo(middle + error, within(1e-4));
    Change turned = Change.ofNumbers(new double[] {10, 11, 12}, new double[] {10});
    assertThat(Math.log1p(turned.interval().orElseThrow().low()))
        .isEqualTo(-middle - error, within(1e-4));
  }

  @Test
  void cannotTellFromTooFewIndependentValues() {
    double[] nine = {1, 5, 3, 2, 8, 4, 7, 6, 9};

    Change change = Change.between(List.of(nine), List.of(nine), Quantile.MEDIAN);

    assertThat(change.interval()).isEmpty();
    assertThat(change.base()).isEqualTo(5, within(1e-9));
    assertThat(change.basis()).contains("independent values (needed: 10)");
  }

  @Test
  void cannotTellFromALongRunThatHardlyEverChanges() {
    double[] steps = new double[1000];
    Arrays.setAll(steps, i -> i < 500 ? 1 + i % 2 * 0.01 : 2 + i % 3 * 0.01);

    Change change = Change.between(List.of(steps), List.of(steps), Quantile.MEDIAN);

    assertThat(change.interval()).isEmpty();
  }

  @Test
  void aRareQuantileTakesMoreValues() {
    Series series = new Series(6, 0, LATENCIES);
    Quantile rare = new Quantile(0.99);

    assertThat(
            Change.between(series.runs(1, 300, 1, 0), series.runs(1, 300, 1, 0), rare).interval())
        .isEmpty();
    assertThat(
            Change.between(series.runs(1, 3000, 1, 0), series.runs(1, 3000, 1, 0), rare).interval())
        .isPresent();
  }

  @Test
  void cannotTellWithoutAnyVariationOrBelowZeroOrWithoutValues() {
    assertThat(Change.ofNumbers(new double[] {2, 2}, new double[] {3, 3}).interval()).isEmpty();
    assertThat(Change.ofNumbers(new double[] {0, 1}, new double[] {1, 2}).interval()).isEmpty();
    assertThat(Change.ofNumbers(new double[] {2}, new double[] {3}).interval()).isEmpty();
    assertThat(Change.ofNumbers(new double[] {}, new double[] {3, 4}).interval()).isEmpty();
    assertThat(
            Change.between(List.of(new double[0]), List.of(new double[] {1}), Quantile.MEDIAN)
                .interval())
        .isEmpty();
  }

  @Test
  void whatNeverVariesAndIsTheSameHasNotChanged() {
    Change change = Change.ofNumbers(new double[] {1, 1}, new double[] {1, 1});

    assertThat(change.interval()).hasValue(new Change.Interval(0, 0));
    assertThat(change.ofRuns()).isTrue();
    assertThat(change.interval().orElseThrow().excludesZero()).isFalse();
  }

  @Test
  void refusesARankThatIsNone() {
    assertThatThrownBy(() -> new Quantile(1)).hasMessage("rank: 1.0 (expected: > 0 and < 1)");
  }
}
