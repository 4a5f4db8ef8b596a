package dev.chatctl.loadtest.stats;

import org.HdrHistogram.Histogram;

/** Takes in the histograms of each second, microseconds, as a run goes on. */
public interface IntervalSink {
  /** Passes on to a sink whose failures are its own: no measurement ends with them. */
  static IntervalSink tolerating(IntervalSink sink) {
    return new IntervalSink() {
      @Override
      public void second(PeriodStats period, int offered, Histogram timesToLast) {
        tolerate(() -> sink.second(period, offered, timesToLast));
      }

      @Override
      public void accept(String tag, Histogram interval) {
        tolerate(() -> sink.accept(tag, interval));
      }

      private void tolerate(Runnable telling) {
        try {
          telling.run();
        } catch (RuntimeException e) {
          System.err.println("a second's metrics are lost: " + e);
        }
      }
    };
  }

  /** Drops everything. */
  IntervalSink NONE = (tag, interval) -> {};

  /**
   * A second has passed, after its histograms were told.
   *
   * @param offered messages that this process had to send in it
   * @param timesToLast of the messages that reached everybody in it, microseconds
   */
  default void second(PeriodStats period, int offered, Histogram timesToLast) {}

  /**
   * One interval of one metric.
   *
   * @param tag {@code delivery}, {@code sendlag}, {@code connect}, {@code outage} or {@code
   *     history}
   */
  void accept(String tag, Histogram interval);
}
