package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Records latencies, and is drained once a second: intervals to the sink, and everything into the
 * totals. Recording is safe from any thread.
 */
public final class LatencyHistograms {
  private final Map<Latency, Recorder> recorders = new EnumMap<>(Latency.class);
  private final Map<Latency, Histogram> totals = new EnumMap<>(Latency.class);
  private final Ledger ledger;
  private final IntervalSink sink;
  private volatile long lastP99Micros;

  /**
   * Nothing recorded yet.
   *
   * @param ledger records the latencies of deliveries
   */
  public LatencyHistograms(Ledger ledger, IntervalSink sink) {
    this.ledger = ledger;
    this.sink = sink;
    for (Latency latency : Latency.values()) {
      recorders.put(latency, Micros.recorder());
      totals.put(latency, Micros.histogram());
    }
  }

  /** Records any latency but that of a delivery, which the ledger does. */
  public void record(Latency latency, long nanos) {
    of(latency, recorders).recordValue(Micros.ofNanos(nanos));
  }

  private static <T> T of(Latency latency, Map<Latency, T> values) {
    return Objects.requireNonNull(values.get(latency));
  }

  /** Drains what has been recorded since the last call; the 99th percentile of its send lag. */
  synchronized long drain() {
    long lagP99 = 0;
    for (Latency latency : Latency.values()) {
      Histogram interval =
          switch (latency) {
            case DELIVERY -> ledger.interval();
            case PAUSED -> ledger.pausedInterval();
            default -> of(latency, recorders).getIntervalHistogram();
          };
      if (interval.getTotalCount() > 0) {
        of(latency, totals).add(interval);
        if (latency == Latency.DELIVERY) {
          lastP99Micros = interval.getValueAtPercentile(99);
        }
        sink.accept(latency.tag(), interval);
        lagP99 = latency == Latency.SEND_LAG ? interval.getValueAtPercentile(99) : lagP99;
      }
    }
    return lagP99;
  }

  /** 99th percentile of the deliveries of the last second that had any, microseconds. */
  public long lastP99Micros() {
    return lastP99Micros;
  }

  /** All of it as one interval each, by tag. */
  public synchronized Map<String, List<Histogram>> totals() {
    Map<String, List<Histogram>> copies = new HashMap<>();
    totals.forEach((latency, total) -> copies.put(latency.tag(), List.of(total.copy())));
    return copies;
  }
}
