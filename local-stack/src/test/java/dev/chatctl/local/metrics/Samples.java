package dev.chatctl.local.metrics;

import java.util.concurrent.atomic.DoubleAdder;

/** Looks into a store. */
public final class Samples {
  private Samples() {}

  /** The sum of all samples of a metric with this dimension. */
  public static double sum(MetricStore store, String metric, String dimension, String value) {
    var sum = new DoubleAdder();
    store.each(
        0,
        (series, seconds) -> {
          if (series.name().equals(metric) && value.equals(series.dimensions().get(dimension))) {
            seconds.values().forEach(second -> sum.add(second.sum()));
          }
        });
    return sum.sum();
  }
}
