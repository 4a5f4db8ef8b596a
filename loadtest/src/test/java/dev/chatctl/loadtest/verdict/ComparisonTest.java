package dev.chatctl.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final int MESSAGES = 200;

  /** A run whose last recipients are reached after about so many milliseconds. */
  private static Results run(String id, double millis, long seed) {
    Random random = new Random(seed);
    RunFixture run = new RunFixture();
    run.runId = id;
    run.planned = MESSAGES;
    return run.results(
        IntStream.range(0, MESSAGES)
            .mapToObj(m -> message(m, millis + random.nextGaussian()))
            .toList());
  }

  private static Results runOf(String id, double... millis) {
    RunFixture run = new RunFixture();
    run.runId = id;
    run.planned = millis.length;
    return run.results(
        IntStream.range(0, millis.length).mapToObj(m -> message(m, millis[m])).toList());
  }

  private static MessageTally message(int number, double lastMillis) {
    return new MessageTally(
        new MessageTally.Message(number, 0, number, number),
        false,
        new MessageTally.Recipients(10, 0, 0, 0, 0),
        0,
        new MessageTally.Arrivals(
            OptionalLong.of(1), OptionalLong.of(Math.round(lastMillis * 1e6))));
  }

  @Test
  void seesThatARunIsSlower() {
    Comparison comparison = Comparison.of(run("old", 20, 1), run("new", 22, 2));

    assertThat(comparison.low()).isGreaterThan(0);
    assertThat(comparison.high()).isBetween(0.05, 0.15);
    assertThat(comparison.text())
        .startsWith("  baseline       time to last against old: median ")
        .contains("95 % interval")
        .endsWith(": slower\n");
  }

  @Test
  void seesThatARunIsFaster() {
    assertThat(Comparison.of(run("old", 20, 1), run("new", 18, 2)).text()).endsWith(": faster\n");
  }

  @Test
  void showsNoDifferenceWhereThereIsNone() {
    Comparison comparison = Comparison.of(run("old", 20, 1), run("new", 20, 2));

    assertThat(comparison.low()).isNegative();
    assertThat(comparison.high()).isPositive();
    assertThat(comparison.text()).endsWith("no difference shown\n");
  }

  @Test
  void givesTheSameAnswerEveryTime() {
    Results earlier = run("old", 20, 1);
    Results later = run("new", 21, 2);

    assertThat(Comparison.of(earlier, later)).isEqualTo(Comparison.of(earlier, later));
  }

  @Test
  void takesTheMiddleOfAnOddNumberAndTheMeanOfTheTwoMiddleOnesOfAnEven() {
    Comparison comparison = Comparison.of(runOf("odd", 9, 1, 4), runOf("even", 8, 2, 5, 6));

    assertThat(comparison.earlierMillis()).isEqualTo(4);
    assertThat(comparison.laterMillis()).isEqualTo(5.5);
  }

  @Test
  void countsAChangeAgainstTheEarlierRun() {
    Comparison comparison = Comparison.of(runOf("old", 8, 8), runOf("new", 6, 6));

    assertThat(comparison.text())
        .isEqualTo(
            "  baseline       time to last against old: median 8.00 ms -> 6.00 ms (-25.0 %,"
                + " 95 % interval -25.0..-25.0 %): faster\n");
    assertThat(comparison.toJson().toString())
        .isEqualTo(
            """
            {"run_id":"old","statement":"median 8.00 ms -> 6.00 ms (-25.0 %, 95 % interval \
            -25.0..-25.0 %): faster","time_to_last_change":{"median":-0.25,"low":-0.25,\
            "high":-0.25}}\
            """);
  }

  @Test
  void anIntervalThatEndsAtNothingShowsNoDifference() {
    assertThat(new Comparison("old", 8, 9, 0, 0.2).text()).endsWith(": no difference shown\n");
    assertThat(new Comparison("old", 8, 7, -0.2, 0).text()).endsWith(": no difference shown\n");
  }

  @Test
  void leavesTwentyFiveOfAThousandResamplesOutOnEitherSide() {
    Comparison comparison = Comparison.of(runOf("old", 10), runOf("new", ramp(1, 101)));

    // The median of a resample of 101 values is binomial: 2.5 % are below 41 and above 61.
    assertThat(comparison.low()).isBetween(3.0, 3.3);
    assertThat(comparison.high()).isBetween(4.9, 5.2);
  }

  private static double[] ramp(int from, int to) {
    return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
  }

  @Test
  void saysWhenThereIsNothingToCompare() {
    Results nothing = new RunFixture().results(java.util.List.of());

    Results something = runOf("some", 1);

    for (Comparison comparison :
        java.util.List.of(
            Comparison.of(nothing, nothing),
            Comparison.of(nothing, something),
            Comparison.of(something, nothing))) {
      assertThat(comparison.text()).endsWith(": nothing to compare\n");
      assertThat(comparison.toJson().has("time_to_last_change")).isFalse();
      assertThat(comparison.toJson().path("statement").asText()).isEqualTo("nothing to compare");
    }
  }
}
