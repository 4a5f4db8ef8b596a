package dev.chatctl.local.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Every metric's samples by the second; the oldest are forgotten. Thread-safe. */
public final class MetricStore {
  private static final long RETENTION_SECONDS = Duration.ofHours(3).toSeconds();

  private final Map<Series, SortedMap<Long, Seconds>> series = new ConcurrentHashMap<>();

  /**
   * Adds one sample.
   *
   * @param millis when, since 1970
   */
  public void add(
      String namespace, String name, Map<String, String> dimensions, double value, long millis) {
    SortedMap<Long, Seconds> seconds =
        series.computeIfAbsent(Series.of(namespace, name, dimensions), key -> new TreeMap<>());
    long second = Math.floorDiv(millis, 1000L);
    synchronized (seconds) {
      seconds.computeIfAbsent(second, key -> new Seconds()).add(value);
      seconds.headMap(second - RETENTION_SECONDS).clear();
    }
  }

  /** Tells each series and its points from a second on, oldest first. */
  void each(long since, BiConsumer<Series, List<Point>> reader) {
    series.forEach(
        (key, seconds) -> {
          var points = new ArrayList<Point>();
          synchronized (seconds) {
            seconds.tailMap(since).forEach((second, samples) -> points.add(samples.at(second)));
          }
          if (!points.isEmpty()) {
            reader.accept(key, points);
          }
        });
  }
}
