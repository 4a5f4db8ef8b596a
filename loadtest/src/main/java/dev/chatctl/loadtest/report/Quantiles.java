package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.stream.LongStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Four points of a distribution, milliseconds; all zero when nothing was recorded.
 *
 * @param count values behind them
 */
public record Quantiles(double p50, double p90, double p99, double max, @JsonIgnore long count) {
  /** Of a histogram in microseconds. */
  static Quantiles ofMicros(AbstractHistogram micros) {
    return new Quantiles(
        millis(micros.getValueAtPercentile(50)),
        millis(micros.getValueAtPercentile(90)),
        millis(micros.getValueAtPercentile(99)),
        millis(micros.getMaxValue()),
        micros.getTotalCount());
  }

  /** Of single values in nanoseconds. */
  static Quantiles ofNanos(LongStream nanos) {
    Histogram micros = Micros.histogram();
    nanos.forEach(value -> micros.recordValue(Micros.ofNanos(value)));
    return ofMicros(micros);
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }
}
