package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.report.Results;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Deliveries by time and latency, from the intervals of the histogram log. */
final class HeatMap {
  private static final int MOST_COLUMNS = 240;

  private HeatMap() {}

  static ObjectNode of(Results results) {
    List<Histogram> intervals = results.intervals().getOrDefault("delivery", List.of());
    long start = intervals.stream().mapToLong(Histogram::getStartTimeStamp).min().orElse(0) / 1000;
    long end = intervals.stream().mapToLong(Histogram::getStartTimeStamp).max().orElse(0) / 1000;
    long width = Math.max(1, Math.ceilDiv(end - start + 1, MOST_COLUMNS));
    NavigableMap<Long, long[]> columns = new TreeMap<>();
    for (Histogram interval : intervals) {
      long column = (interval.getStartTimeStamp() / 1000 - start) / width;
      long[] counts = columns.computeIfAbsent(column, c -> new long[LatencyBuckets.COUNT]);
      for (HistogramIterationValue value : interval.recordedValues()) {
        counts[LatencyBuckets.of(value.getValueIteratedTo())] += value.getCountAtValueIteratedTo();
      }
    }
    long shown = columns.isEmpty() ? 0 : columns.lastKey() + 1;
    ObjectNode node =
        new Columns<>(LongStream.range(0, shown).boxed().toList())
            .with("seconds", column -> column * width)
            .json();
    node.setAll(
        new Columns<>(IntStream.range(0, LatencyBuckets.COUNT).boxed().toList())
            .with("ends", LatencyBuckets::endMicros)
            .json());
    ArrayNode cells = node.putArray("cells");
    columns.forEach(
        (column, counts) ->
            IntStream.range(0, counts.length)
                .filter(bucket -> counts[bucket] > 0)
                .forEach(b -> cells.addArray().add(column).add(b).add(counts[b])));
    return node;
  }
}
