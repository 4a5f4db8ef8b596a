package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.plan.Text;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Handshakes that were slow because they were the first: functions that start, pools that fill,
 * code that is not compiled yet. Without a word about them the percentiles of connecting mislead.
 *
 * @param seconds for how long they were, from the first handshake on
 * @param coldMillis median of the handshakes that ended in them
 * @param warmMillis median of all later ones
 */
public record ColdConnects(
    int seconds,
    @JsonProperty("cold_p50_ms") double coldMillis,
    @JsonProperty("warm_p50_ms") double warmMillis) {
  /** What is this many times slower, and by this much, is much slower. */
  private static final double FACTOR = 3;

  private static final double DIFFERENCE_MILLIS = 20;

  /** Finds them in the histograms of each second, of one process or of several. */
  static Optional<ColdConnects> in(List<Histogram> intervals) {
    TreeMap<Long, Histogram> seconds = new TreeMap<>();
    for (Histogram interval : intervals) {
      seconds
          .computeIfAbsent(interval.getStartTimeStamp() / 1000, s -> Micros.histogram())
          .add(interval);
    }
    List<Histogram> inOrder = List.copyOf(seconds.values());
    Optional<ColdConnects> longest = Optional.empty();
    for (int cold = 1; cold <= inOrder.size() / 2; cold++) {
      double last = median(inOrder.subList(cold - 1, cold));
      double warm = median(inOrder.subList(cold, inOrder.size()));
      if (last < FACTOR * warm || last < warm + DIFFERENCE_MILLIS) {
        break;
      }
      longest = Optional.of(new ColdConnects(cold, median(inOrder.subList(0, cold)), warm));
    }
    return longest;
  }

  private static double median(List<Histogram> intervals) {
    Histogram all = Micros.histogram();
    intervals.forEach(all::add);
    return all.getValueAtPercentile(50) / 1000.0;
  }

  /** In words. */
  @JsonProperty("statement")
  String text() {
    return Text.format(
        "Cold start: handshakes took %.0f ms in the first %s, %.0f ms after (medians)",
        coldMillis, seconds == 1 ? "second" : seconds + " s", warmMillis);
  }
}
