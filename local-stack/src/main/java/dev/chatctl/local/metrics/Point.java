package dev.chatctl.local.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became known of a metric in one second.
 *
 * @param second since 1970
 * @param buckets how many samples each bucket holds, see {@link Seconds}
 */
record Point(
    long second,
    long count,
    double sum,
    double min,
    double max,
    SortedMap<Integer, Integer> buckets) {
  Point {
    buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
  }
}
