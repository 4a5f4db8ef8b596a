package dev.chatctl.loadtest.comparison;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How the times of runs have changed against earlier runs of the same plan.
 *
 * @param base ids of the earlier runs
 * @param rows a line for each time that is compared; empty when the plans differ
 * @param difference what the plans differ in, if they do
 */
public record Comparison(List<String> base, List<Row> rows, String difference) {
  /** What it adds to the numbers of a summary. */
  public static final List<String> NAMES =
      List.of(
          "baseline.time_to_last_change.median",
          "baseline.time_to_last_change.low",
          "baseline.time_to_last_change.high");

  private static final Quantile P99 = new Quantile(0.99);

  /**
   * One time.
   *
   * @param change in milliseconds
   */
  public record Row(String name, Change change) {
    /**
     * In a word. Of one run a side it cannot be said whether it became slower: runs that nothing
     * has changed between differ too, and by how much only more of them tell.
     */
    public String verdict() {
      return change.interval().map(this::verdict).orElse("cannot tell");
    }

    private String verdict(Change.Interval interval) {
      if (!interval.excludesZero()) {
        return "no difference shown";
      }
      if (!change.ofRuns()) {
        return "these two runs differ, as runs may: repeat them";
      }
      return interval.high() < 0 ? "faster" : "slower";
    }

    /** The relative change, -0.1 being 10 % less. */
    public double relative() {
      return change.candidate() / change.base() - 1;
    }

    private String statement() {
      return Text.format(
          "%.2f ms -> %.2f ms (%+.1f %%, %s): %s",
          change.base(),
          change.candidate(),
          relative() * 100,
          change
              .interval()
              .map(
                  interval ->
                      Text.format(
                          "95 %% interval %+.1f..%+.1f %%, %s",
                          interval.low() * 100, interval.high() * 100, change.basis()))
              .orElse(change.basis()),
          verdict());
    }
  }

  public Comparison {
    base = List.copyOf(base);
    rows = List.copyOf(rows);
  }

  /** Compares runs with earlier ones. */
  public static Comparison of(List<Results> base, List<Results> candidate) {
    List<String> ids = base.stream().map(run -> run.facts().identity().runId()).toList();
    List<Results> all = new ArrayList<>(base);
    all.addAll(candidate);
    String difference =
        all.stream()
            .flatMap(run -> PlanDifference.between(base.getFirst().facts(), run.facts()).stream())
            .findFirst()
            .orElse("");
    if (!difference.isEmpty()) {
      return new Comparison(ids, List.of(), difference);
    }
    Function<MessageTally, OptionalLong> last = message -> message.arrivals().lastNanos();
    Function<MessageTally, OptionalLong> first = message -> message.arrivals().firstNanos();
    return new Comparison(
        ids,
        List.of(
            new Row("time to last p50", change(base, candidate, last, Quantile.MEDIAN)),
            new Row("time to last p99", change(base, candidate, last, P99)),
            new Row("time to first p50", change(base, candidate, first, Quantile.MEDIAN)),
            new Row("delivery p50", ofDeliveries(base, candidate, 50)),
            new Row("delivery p99", ofDeliveries(base, candidate, 99))),
        "");
  }

  private static Change change(
      List<Results> base,
      List<Results> candidate,
      Function<MessageTally, OptionalLong> time,
      Quantile quantile) {
    return Change.between(series(base, time), series(candidate, time), quantile);
  }

  private static List<double[]> series(
      List<Results> runs, Function<MessageTally, OptionalLong> time) {
    return runs.stream()
        .map(
            run ->
                run.messages().stream()
                    .flatMapToLong(message -> time.apply(message).stream())
                    .mapToDouble(nanos -> nanos / 1e6)
                    .toArray())
        .toList();
  }

  private static Change ofDeliveries(
      List<Results> base, List<Results> candidate, double percentile) {
    return Change.ofNumbers(millis(base, percentile), millis(candidate, percentile));
  }

  private static double[] millis(List<Results> runs, double percentile) {
    return runs.stream()
        .map(run -> run.total("delivery"))
        .filter(micros -> micros.getTotalCount() > 0)
        .mapToDouble(micros -> micros.getValueAtPercentile(percentile) / 1000.0)
        .toArray();
  }

  private String statement() {
    return rows.isEmpty()
        ? "not comparable, the plans differ: " + difference
        : rows.getFirst().statement();
  }

  /** One line. */
  public String text() {
    return "  baseline       time to last against %s: %s%n"
        .formatted(String.join(", ", base), statement());
  }

  /** For objectives: {@code baseline.time_to_last_change.high < 0.1}. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run_id", String.join(", ", base));
    json.put("statement", statement());
    rows.stream()
        .limit(1)
        .filter(row -> row.change().interval().isPresent())
        .forEach(
            row ->
                json.putObject("time_to_last_change")
                    .put("median", row.relative())
                    .put("low", row.change().interval().orElseThrow().low())
                    .put("high", row.change().interval().orElseThrow().high()));
    return json;
  }
}
