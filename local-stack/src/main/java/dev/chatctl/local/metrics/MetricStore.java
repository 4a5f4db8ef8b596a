package dev.chatctl.local.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Every metric's samples by the second; the oldest are forgotten. Thread-safe. */
public final class MetricStore {
  private static final long RETENTION_SECONDS = Duration.ofHours(3).toSeconds();

  private final Map<Series, SortedMap<Long, SecondSamples>> series = new ConcurrentHashMap<>();

  /**
   * Adds one sample.
   *
   * @param millis when, since 1970
   */
  public void add(
      String namespace, String name, Map<String, String> dimensions, double value, long millis) {
    SortedMap<Long, SecondSamples> seconds =
        series.computeIfAbsent(new Series(namespace, name, dimensions), key -> new TreeMap<>());
    long second = Math.floorDiv(millis, 1000L);
    synchronized (seconds) {
      seconds.computeIfAbsent(second, key -> new SecondSamples()).add(value);
      seconds.headMap(second - RETENTION_SECONDS).clear();
    }
  }

  /** Tells each series and its samples from a second on, oldest first, while nothing is added. */
  void each(long since, BiConsumer<Series, SortedMap<Long, SecondSamples>> reader) {
    series.forEach(
        (key, seconds) -> {
          synchronized (seconds) {
            SortedMap<Long, SecondSamples> wanted = seconds.tailMap(since);
            if (!wanted.isEmpty()) {
              reader.accept(key, wanted);
            }
          }
        });
  }
}
