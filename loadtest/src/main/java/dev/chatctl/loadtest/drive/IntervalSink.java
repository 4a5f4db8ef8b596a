package dev.chatctl.loadtest.drive;

import org.HdrHistogram.Histogram;

/** Takes in the histograms of each second, microseconds, as a run goes on. */
public interface IntervalSink {
  /** Drops everything. */
  IntervalSink NONE = (tag, interval) -> {};

  /**
   * A second has passed, after its histograms were told.
   *
   * @param offered messages that this process had to send in it
   * @param expected deliveries due to this process's listeners for all messages sent in it
   * @param timesToLast of the messages that reached everybody in it, microseconds
   */
  default void second(Tick tick, int offered, long expected, Histogram timesToLast) {}

  /**
   * One interval of one metric.
   *
   * @param tag {@code delivery}, {@code sendlag}, {@code connect}, {@code outage} or {@code
   *     history}
   */
  void accept(String tag, Histogram interval);
}
