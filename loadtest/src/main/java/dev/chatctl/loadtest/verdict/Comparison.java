package dev.chatctl.loadtest.verdict;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Results;
import java.util.Arrays;
import java.util.Random;

/**
 * How the time to the last recipient has changed since an earlier run: the relative difference of
 * the medians over all messages, with a 95 % interval found by resampling both runs. Messages of
 * one run are not quite independent of each other, so the interval is a lower bound of the
 * uncertainty.
 *
 * @param earlierMillis median of the earlier run
 * @param laterMillis median of this one
 * @param low lower end of the interval of the relative change, -0.1 being 10 % less
 * @param high upper end
 */
public record Comparison(
    String earlierRun, double earlierMillis, double laterMillis, double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final long SEED = 20_260_101;

  /** Compares two runs by what every message took to reach its last recipient. */
  public static Comparison of(Results earlier, Results later) {
    double[] before = timesToLast(earlier);
    double[] after = timesToLast(later);
    if (before.length == 0 || after.length == 0) {
      return new Comparison(earlier.facts().identity().runId(), 0, 0, Double.NaN, Double.NaN);
    }
    // A fixed seed: the same two folders always give the same answer.
    Random random = new Random(SEED);
    double[] changes = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      changes[i] = median(resample(after, random)) / median(resample(before, random)) - 1;
    }
    Arrays.sort(changes);
    return new Comparison(
        earlier.facts().identity().runId(),
        median(before),
        median(after),
        changes[(int) (RESAMPLES * 0.025)],
        changes[(int) (RESAMPLES * 0.975)]);
  }

  private static double[] timesToLast(Results results) {
    return results.messages().stream()
        .map(message -> message.arrivals().lastNanos())
        .flatMapToLong(last -> last.stream())
        .mapToDouble(nanos -> nanos / 1e6)
        .toArray();
  }

  private static double[] resample(double[] values, Random random) {
    double[] sample = new double[values.length];
    Arrays.setAll(sample, i -> values[random.nextInt(values.length)]);
    return sample;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private String statement() {
    if (Double.isNaN(low)) {
      return "nothing to compare";
    }
    String verdict = high < 0 ? "faster" : low > 0 ? "slower" : "no difference shown";
    return Text.format(
        "median %.2f ms -> %.2f ms (%+.1f %%, 95 %% interval %+.1f..%+.1f %%): %s",
        earlierMillis,
        laterMillis,
        (laterMillis / earlierMillis - 1) * 100,
        low * 100,
        high * 100,
        verdict);
  }

  /** One line. */
  public String text() {
    return "  baseline       time to last against %s: %s%n".formatted(earlierRun, statement());
  }

  /** For objectives: {@code baseline.time_to_last_change.high < 0.1}. */
  public ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("run_id", earlierRun);
    json.put("statement", statement());
    if (!Double.isNaN(low)) {
      json.putObject("time_to_last_change")
          .put("median", laterMillis / earlierMillis - 1)
          .put("low", low)
          .put("high", high);
    }
    return json;
  }
}
