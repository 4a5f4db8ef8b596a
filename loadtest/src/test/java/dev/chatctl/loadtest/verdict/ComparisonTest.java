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
            .mapToObj(
                m ->
                    new MessageTally(
                        new MessageTally.Message(m, 0, m, m),
                        false,
                        new MessageTally.Recipients(10, 0, 0, 0),
                        0,
                        new MessageTally.Arrivals(
                            OptionalLong.of(1),
                            OptionalLong.of((long) ((millis + random.nextGaussian()) * 1e6)))))
            .toList());
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
  void servesObjectives() {
    assertThat(
            Comparison.of(run("old", 20, 1), run("new", 22, 2))
                .toJson()
                .at("/time_to_last_change/high")
                .doubleValue())
        .isPositive();
  }

  @Test
  void saysWhenThereIsNothingToCompare() {
    Results nothing = new RunFixture().results(java.util.List.of());

    assertThat(Comparison.of(nothing, nothing).text()).contains("nothing to compare");
  }
}
