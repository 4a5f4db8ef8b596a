package dev.chatctl.loadtest.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The listeners' connections: how many are open, how many failed and why. */
public final class ConnectionStats {
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
      Map<String, Long> closes) {

    /** Handshakes that succeeded. */
    long handshakes() {
      return opened + (long) reopened;
    }
  }

  private final int planned;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger reopened = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> closes = new ConcurrentHashMap<>();

  /**
   * Nobody has come yet.
   *
   * @param planned listeners to come
   */
  public ConnectionStats(int planned) {
    this.planned = planned;
  }

  /** A listener has its first socket. */
  public void opened() {
    opened.incrementAndGet();
  }

  /** A listener whose socket was gone has another. */
  public void reopened() {
    reopened.incrementAndGet();
  }

  /** A listener's first handshake did not succeed; it will have no socket. */
  public void failed(String reason) {
    count(failures, reason);
    failed.incrementAndGet();
  }

  /** Connecting again did not succeed; it will be tried once more. */
  public void failedAgain(String reason) {
    count(failures, reason);
  }

  /** An open socket is gone. */
  public void closed(String reason) {
    count(closes, reason);
    closed.incrementAndGet();
  }

  private static void count(ConcurrentMap<String, LongAdder> reasons, String reason) {
    reasons.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  /** Waits until every connection is open or has failed; false if some are still pending. */
  public boolean awaitSettled(long timeoutNanos) throws InterruptedException {
    long end = System.nanoTime() + timeoutNanos;
    while (opened.get() + failed.get() < planned) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }

  /** Connections open now. */
  public int open() {
    return opened.get() + reopened.get() - closed.get();
  }

  /** How the connections stand. */
  public Snapshot snapshot() {
    return new Snapshot(
        opened.get(), reopened.get(), failed.get(), open(), totals(failures), totals(closes));
  }

  private static Map<String, Long> totals(ConcurrentMap<String, LongAdder> adders) {
    Map<String, Long> totals = new TreeMap<>();
    adders.forEach((reason, count) -> totals.put(reason, count.sum()));
    return totals;
  }
}
