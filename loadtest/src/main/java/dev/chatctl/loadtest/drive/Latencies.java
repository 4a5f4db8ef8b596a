package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Drains the recorders once a second: intervals to the sink, and everything into the totals. */
public final class Latencies {
  private final Ledger ledger;
  private final Crowd crowd;
  private final Recorder sendLag;
  private final IntervalSink sink;
  private final Histogram delivery = micros();
  private final Histogram lag = micros();
  private final Histogram connect = micros();

  Latencies(Ledger ledger, Crowd crowd, Recorder sendLag, IntervalSink sink) {
    this.ledger = ledger;
    this.crowd = crowd;
    this.sendLag = sendLag;
    this.sink = sink;
  }

  private static Histogram micros() {
    return new Histogram(600_000_000, 3);
  }

  /** Drains what has been recorded since the last call. */
  synchronized void tick() {
    drain("delivery", ledger.interval(), delivery);
    drain("sendlag", sendLag.getIntervalHistogram(), lag);
    drain("connect", crowd.connectInterval(), connect);
  }

  private void drain(String tag, Histogram interval, Histogram total) {
    if (interval.getTotalCount() > 0) {
      total.add(interval);
      sink.accept(tag, interval);
    }
  }

  /** Time from due to arrival of every distinct delivery, microseconds. */
  public synchronized Histogram delivery() {
    return delivery.copy();
  }

  /** Time from due to written of every message, microseconds. */
  public synchronized Histogram sendLag() {
    return lag.copy();
  }

  /** Handshake times of the listeners, microseconds. */
  public synchronized Histogram connect() {
    return connect.copy();
  }
}
