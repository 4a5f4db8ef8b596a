package dev.chatctl.loadtest.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.Results;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
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

  private static Comparison compare(Results base, Results candidate) {
    return Comparison.of(List.of(base), List.of(candidate));
  }

  private static Comparison.Row last(Comparison comparison) {
    return comparison.rows().getFirst();
  }

  @Test
  void seesThatTwoRunsDiffer() {
    Comparison comparison = compare(run("old", 20, 1), run("new", 22, 2));

    assertThat(last(comparison).change().interval().orElseThrow().low()).isGreaterThan(0);
    assertThat(last(comparison).change().interval().orElseThrow().high()).isBetween(0.05, 0.15);
    assertThat(comparison.text())
        .startsWith("  baseline       time to last against old: ")
        .contains("95 % interval", "10 blocks of one run on either side")
        .endsWith(": these two runs differ, as runs may: repeat them\n");
  }

  @Test
  void seesThatRunsAreFaster() {
    Comparison comparison =
        Comparison.of(
            List.of(run("a", 20, 1), run("b", 20, 2)), List.of(run("c", 18, 3), run("d", 18, 4)));

    assertThat(comparison.text()).endsWith(": faster\n");
  }

  @Test
  void showsNoDifferenceWhereThereIsNone() {
    Comparison comparison = compare(run("old", 20, 1), run("new", 20, 2));

    assertThat(last(comparison).verdict()).isEqualTo("no difference shown");
    assertThat(comparison.text()).endsWith("no difference shown\n");
  }

  @Test
  void comparesEachTimeUnderItsName() {
    Results base = runOf("odd", 9, 1, 4);

    Comparison comparison = compare(base, runOf("same", 8, 2, 5));

    assertThat(comparison.rows())
        .extracting(Comparison.Row::name)
        .containsExactly(
            "time to last p50",
            "time to last p99",
            "time to first p50",
            "delivery p50",
            "delivery p99");
    assertThat(last(comparison).change().base()).isCloseTo(4, within(1e-9));
    assertThat(last(comparison).change().candidate()).isCloseTo(5, within(1e-9));
    assertThat(comparison.rows().get(1).change().candidate()).isCloseTo(7.94, within(1e-9));
    assertThat(comparison.rows().get(2).change().base()).isCloseTo(1e-6, within(1e-12));
  }

  @Test
  void refusesToCompareWhatWasPlannedDifferently() {
    Comparison comparison = compare(runOf("three", 1, 2, 3), runOf("two", 1, 2));

    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.text())
        .endsWith(": not comparable, the plans differ: planned: 3 and 2\n");
    assertThat(comparison.toJson().has("time_to_last_change")).isFalse();
  }

  @Test
  void takesWholeRunsAsTheUnitWhereThereAreSeveral() {
    Comparison comparison =
        Comparison.of(
            List.of(runOf("a", 10, 10), runOf("b", 11, 11)),
            List.of(runOf("c", 20, 20), runOf("d", 22, 22)));

    assertThat(comparison.base()).containsExactly("a", "b");
    assertThat(last(comparison).change().basis()).isEqualTo("2 and 2 runs");
    assertThat(last(comparison).relative()).isCloseTo(1, within(1e-9));
    assertThat(last(comparison).verdict()).isEqualTo("slower");
  }

  @Test
  void servesObjectives() {
    var json = compare(run("old", 20, 1), run("new", 22, 2)).toJson();

    assertThat(json.path("run_id").asText()).isEqualTo("old");
    assertThat(json.path("statement").asText()).endsWith("repeat them");
    double low = json.at("/time_to_last_change/low").doubleValue();
    double median = json.at("/time_to_last_change/median").doubleValue();
    double high = json.at("/time_to_last_change/high").doubleValue();
    assertThat(low).isPositive().isLessThan(median);
    assertThat(median).isCloseTo(0.1, within(0.03)).isLessThan(high);
  }

  @Test
  void saysWhenItCannotTell() {
    Comparison comparison = compare(runOf("old", 8, 8), runOf("new", 6, 6));

    assertThat(comparison.text()).endsWith(": cannot tell\n");
    assertThat(comparison.toJson().has("time_to_last_change")).isFalse();
    Results nothing = runOf("nothing");
    assertThat(compare(nothing, nothing).text())
        .contains("a run without values")
        .endsWith("cannot tell\n");
  }

  private static Comparison.Row row(double low, double high) {
    return new Comparison.Row(
        "time to last p50",
        new Change(8, 6, Optional.of(new Change.Interval(low, high)), true, "5 and 5 runs"));
  }

  @Test
  void statesAChangeWithItsIntervalAndWhatThatIsMadeOf() {
    assertThat(new Comparison(List.of("a", "b"), List.of(row(-0.375, -0.125)), "").text())
        .isEqualTo(
            "  baseline       time to last against a, b: 8.00 ms -> 6.00 ms (-25.0 %, 95 %"
                + " interval -37.5..-12.5 %, 5 and 5 runs): faster\n");
  }

  @Test
  void anIntervalThatEndsAtNothingShowsNoDifference() {
    assertThat(row(0, 0.2).verdict()).isEqualTo("no difference shown");
    assertThat(row(-0.2, 0).verdict()).isEqualTo("no difference shown");
    assertThat(row(0.01, 0.2).verdict()).isEqualTo("slower");
    assertThat(row(-0.2, -0.01).verdict()).isEqualTo("faster");
  }

  @Test
  void comparesTheDeliveriesOfRunsThatHadAny() {
    List<Results> base = List.of(deliveries("a", 10, 20), deliveries("b", 12, 24));
    List<Results> candidate = List.of(deliveries("c", 20, 30), deliveries("d", 22, 36));

    List<Comparison.Row> rows = Comparison.of(base, candidate).rows();

    assertThat(rows.get(3).change().base()).isCloseTo(Math.sqrt(10 * 12), within(0.02));
    assertThat(rows.get(4).change().candidate()).isCloseTo(Math.sqrt(30 * 36), within(0.05));
    assertThat(rows.get(4).change().basis()).isEqualTo("2 and 2 runs");
    Results none = runOf("none", 1);
    assertThat(Comparison.of(List.of(none), List.of(none)).rows().get(3).change().basis())
        .isEqualTo("a side without runs");
  }

  private static Results deliveries(String id, int half, int rest) {
    RunFixture run = new RunFixture();
    run.runId = id;
    Histogram micros = Micros.histogram();
    micros.recordValueWithCount(half * 1000L, 50);
    micros.recordValueWithCount(rest * 1000L, 50);
    return run.results(List.of(), List.of(), Map.of("delivery", List.of(micros)));
  }
}
