package dev.chatctl.local.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The samples of one second: their statistics, and how many fell into each of the buckets that
 * percentiles are taken from. A bucket is 2% wide. Guarded by its series.
 */
final class SecondSamples {
  /** A value v greater than 0 is in bucket round(ln v / ln 1.02). */
  static final double BASE = 1.02;

  /** The bucket of 0 and of all that is less. */
  static final int ZERO = -100_000;

  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private final SortedMap<Integer, Integer> buckets = new TreeMap<>();

  void add(double value) {
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    int bucket = value <= 0 ? ZERO : (int) Math.round(Math.log(value) / Math.log(BASE));
    buckets.merge(bucket, 1, Integer::sum);
  }

  double sum() {
    return sum;
  }

  /** Writes {@code [second, count, sum, min, max, [bucket, count, ...]]}. */
  void write(JsonGenerator json, long second) throws IOException {
    json.writeStartArray();
    json.writeNumber(second);
    json.writeNumber(count);
    json.writeNumber(sum);
    json.writeNumber(min);
    json.writeNumber(max);
    json.writeStartArray();
    for (Map.Entry<Integer, Integer> bucket : buckets.entrySet()) {
      json.writeNumber(bucket.getKey());
      json.writeNumber(bucket.getValue());
    }
    json.writeEndArray();
    json.writeEndArray();
  }
}
