package dev.chatctl.loadtest.drive;

import org.HdrHistogram.Histogram;

/** Takes in the histograms of each second, microseconds, as a run goes on. */
public interface IntervalSink {
  /** Drops everything. */
  IntervalSink NONE = (tag, interval) -> {};

  /**
   * One interval of one metric.
   *
   * @param tag {@code delivery}, {@code sendlag} or {@code connect}
   */
  void accept(String tag, Histogram interval);
}
