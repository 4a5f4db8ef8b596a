package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times, milliseconds; all zero when nothing was recorded.
 *
 * @param count values behind it
 * @param beyond of those, how many were beyond what a histogram holds, and count as its end
 * @param ranks from the median up, by their names
 */
public record Quantiles(
    long count, long beyond, double mean, double min, double max, Map<String, Double> ranks) {
  private static final Map<String, Double> RANKS = new LinkedHashMap<>();

  static {
    RANKS.put("p50", 50.0);
    RANKS.put("p75", 75.0);
    RANKS.put("p90", 90.0);
    RANKS.put("p95", 95.0);
    RANKS.put("p99", 99.0);
    RANKS.put("p99_9", 99.9);
  }

  /** Of a histogram in microseconds. */
  static Quantiles ofMicros(AbstractHistogram micros) {
    Map<String, Double> ranks = new LinkedHashMap<>();
    RANKS.forEach((name, rank) -> ranks.put(name, millis(micros.getValueAtPercentile(rank))));
    long count = micros.getTotalCount();
    return new Quantiles(
        count,
        Micros.beyond(micros),
        count == 0 ? 0 : micros.getMean() / 1000,
        count == 0 ? 0 : millis(micros.getMinValue()),
        millis(micros.getMaxValue()),
        ranks);
  }

  /** Of single values in nanoseconds. */
  static Quantiles ofNanos(LongStream nanos) {
    Histogram micros = Micros.histogram();
    nanos.forEach(value -> micros.recordValue(Micros.ofNanos(value)));
    return ofMicros(micros);
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }

  /** What {@link #toJson} has, in its order. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("count", "mean", "min"));
    names.addAll(RANKS.keySet());
    names.add("max");
    return names;
  }

  /** Times are null where there is none, as no number is better than a wrong one. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", count);
    if (count == 0) {
      names().stream().skip(1).forEach(json::putNull);
      return json;
    }
    json.put("mean", Math.round(mean * 1000) / 1000.0).put("min", min);
    ranks.forEach(json::put);
    json.put("max", max);
    return beyond == 0 ? json : json.put("beyond", beyond);
  }

  private double rank(String name) {
    return ranks.getOrDefault(name, 0.0);
  }

  /** The median. */
  public double p50() {
    return rank("p50");
  }

  /** Nine in ten are no longer. */
  public double p90() {
    return rank("p90");
  }

  /** 99 in 100 are no longer. */
  public double p99() {
    return rank("p99");
  }
}
