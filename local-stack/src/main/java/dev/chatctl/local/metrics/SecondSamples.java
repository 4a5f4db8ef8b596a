package dev.chatctl.local.metrics;

import java.util.ArrayList;
import java.util.List;
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

  /** As {@code [second, count, sum, min, max, [bucket, count, ...]]}. */
  List<Object> document(long second) {
    var pairs = new ArrayList<Integer>();
    buckets.forEach((bucket, samples) -> pairs.addAll(List.of(bucket, samples)));
    return List.of(second, count, sum, min, max, pairs);
  }
}
