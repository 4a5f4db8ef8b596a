package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Drains the recorders once a second: intervals to the sink, and everything into the totals. */
public final class Latencies {
  private final Ledger ledger;
  private final Crowd crowd;
  private final Cast.Recorders recorders;
  private final IntervalSink sink;
  private final Histogram delivery = Micros.histogram();
  private final Histogram lag = Micros.histogram();
  private final Histogram connect = Micros.histogram();
  private final Histogram history = Micros.histogram();
  private final Histogram outage = Micros.histogram();

  Latencies(Ledger ledger, Crowd crowd, Cast.Recorders recorders, IntervalSink sink) {
    this.ledger = ledger;
    this.crowd = crowd;
    this.recorders = recorders;
    this.sink = sink;
  }

  /** Drains what has been recorded since the last call; the 99th percentile of its send lag. */
  synchronized long tick() {
    drain("delivery", ledger.interval(), delivery);
    drain("connect", crowd.connectInterval(), connect);
    drain("outage", crowd.outageInterval(), outage);
    drain("history", recorders.reads().micros().getIntervalHistogram(), history);
    Histogram sendLag = recorders.sendLag().getIntervalHistogram();
    drain("sendlag", sendLag, lag);
    return sendLag.getTotalCount() == 0 ? 0 : sendLag.getValueAtPercentile(99);
  }

  /** All of it as one interval each, by tag. */
  public synchronized Map<String, List<Histogram>> totals() {
    return Map.of(
        "delivery",
        List.of(delivery.copy()),
        "sendlag",
        List.of(lag.copy()),
        "connect",
        List.of(connect.copy()),
        "outage",
        List.of(outage.copy()),
        "history",
        List.of(history.copy()));
  }

  private void drain(String tag, Histogram interval, Histogram total) {
    if (interval.getTotalCount() > 0) {
      total.add(interval);
      sink.accept(tag, interval);
    }
  }
}
