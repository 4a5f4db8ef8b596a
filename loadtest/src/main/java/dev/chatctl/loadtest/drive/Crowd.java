package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Micros;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The listeners' connections: how many are open, how many failed and why, how long it took. */
public final class Crowd {
  /**
   * How the connections stood at one moment.
   *
   * @param opened connections that were opened
   * @param reopened times a connection was opened again
   * @param failed connections that never opened
   * @param open connections open then
   * @param failures why connections never opened, with how many each
   * @param closes why opened connections were gone, with how many each
   */
  public record Snapshot(
      int opened,
      int reopened,
      int failed,
      int open,
      Map<String, Long> failures,
      Map<String, Long> closes) {}

  private final int planned;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger reopened = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> closes = new ConcurrentHashMap<>();
  private final Recorder connectMicros = Micros.recorder();
  private final Recorder outageMicros = Micros.recorder();
  private volatile boolean released;
  private final Queue<Runnable> parked = new ConcurrentLinkedQueue<>();

  Crowd(int planned) {
    this.planned = planned;
  }

  void opened(long nanos) {
    connectMicros.recordValue(Micros.ofNanos(nanos));
    opened.incrementAndGet();
  }

  /**
   * A socket that was gone is back.
   *
   * @param outage since it was gone, nanoseconds
   */
  void reopened(long nanos, long outage) {
    connectMicros.recordValue(Micros.ofNanos(nanos));
    outageMicros.recordValue(Micros.ofNanos(outage));
    reopened.incrementAndGet();
  }

  /** Connecting again did not succeed; it will be tried once more. */
  void failedAgain(String reason) {
    failures.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  void failed(String reason) {
    failures.computeIfAbsent(reason, r -> new LongAdder()).increment();
    failed.incrementAndGet();
  }

  void closed(String reason) {
    closes.computeIfAbsent(reason, r -> new LongAdder()).increment();
    closed.incrementAndGet();
  }

  /** Keeps a virtual user waiting for the end of the run; false when it has ended already. */
  boolean park(Runnable onEnd) {
    parked.add(onEnd);
    if (released) {
      release();
    }
    return !released;
  }

  /** Lets all waiting virtual users go, and those who come too late. */
  void release() {
    released = true;
    for (Runnable next = parked.poll(); next != null; next = parked.poll()) {
      next.run();
    }
  }

  /** Waits until every connection is open or has failed; false if some are still pending. */
  boolean awaitSettled(long timeoutNanos) throws InterruptedException {
    long end = System.nanoTime() + timeoutNanos;
    while (opened() + failed() < planned) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }

  /** Waits until every opened socket is closed again. */
  boolean awaitGone(long timeoutNanos) throws InterruptedException {
    long end = System.nanoTime() + timeoutNanos;
    while (open() > 0 && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return open() == 0;
  }

  /** Connections that were opened. */
  int opened() {
    return opened.get();
  }

  /** Times a connection was opened again. */
  int reopened() {
    return reopened.get();
  }

  /** Connections that never opened. */
  int failed() {
    return failed.get();
  }

  /** Connections open now. */
  int open() {
    return opened.get() + reopened.get() - closed.get();
  }

  /** Why opened connections are gone, with how many each. */
  Map<String, Long> closes() {
    return totals(closes);
  }

  /** How the connections stand. */
  Snapshot snapshot() {
    return new Snapshot(
        opened(), reopened.get(), failed(), open(), totals(failures), totals(closes));
  }

  private static Map<String, Long> totals(ConcurrentMap<String, LongAdder> adders) {
    Map<String, Long> totals = new TreeMap<>();
    adders.forEach((reason, count) -> totals.put(reason, count.sum()));
    return totals;
  }

  /** Times between a socket and the next of the same listener since the last call, microseconds. */
  Histogram outageInterval() {
    return outageMicros.getIntervalHistogram();
  }

  /** Handshake times since the last call, microseconds. */
  Histogram connectInterval() {
    return connectMicros.getIntervalHistogram();
  }
}
