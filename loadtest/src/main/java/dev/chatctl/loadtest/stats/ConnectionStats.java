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
      Map<String, Long> closes,
      Cuts cuts) {
    /** The same with that many open. */
    public Snapshot withOpen(int others) {
      return new Snapshot(opened, reopened, failed, others, failures, closes, cuts);
    }

    /** Handshakes that succeeded. */
    long handshakes() {
      return opened + (long) reopened;
    }
  }

  /**
   * Open sockets that are gone, of listeners, publishers and readers, before the end of the run.
   *
   * @param planned ended by the plan
   * @param unplanned ended by the other side, or lost
   * @param reasons of the unplanned, with how many each
   */
  public record Cuts(long planned, long unplanned, Map<String, Long> reasons) {
    /** Of two processes. */
    public Cuts plus(Cuts more) {
      return new Cuts(
          planned + more.planned, unplanned + more.unplanned, sum(reasons, more.reasons));
    }
  }

  private final int planned;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger reopened = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> closes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> cuts = new ConcurrentHashMap<>();
  private final LongAdder leaves = new LongAdder();

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

  /** The plan ended an open socket, of whatever user. */
  public void left() {
    leaves.increment();
  }

  /** An open socket of whatever user is gone, and the plan had not ended it. */
  public void cut(String reason) {
    count(cuts, reason);
  }

  /** An open socket of a listener is gone. */
  public void closed(String reason) {
    count(closes, reason);
    closed.incrementAndGet();
  }

  private static void count(ConcurrentMap<String, LongAdder> reasons, String reason) {
    reasons.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  /**
   * Waits until every connection is open or has failed.
   *
   * @param patienceNanos for as long as nothing happens
   * @return how many are still pending
   */
  public int awaitSettled(long patienceNanos) throws InterruptedException {
    int pending = pending();
    long end = System.nanoTime() + patienceNanos;
    while (pending > 0 && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(5);
      int now = pending();
      if (now < pending) {
        pending = now;
        end = System.nanoTime() + patienceNanos;
      }
    }
    return pending;
  }

  private int pending() {
    return planned - opened.get() - failed.get();
  }

  /** Connections open now. */
  public int open() {
    return opened.get() + reopened.get() - closed.get();
  }

  /** How the connections stand. */
  public Snapshot snapshot() {
    Map<String, Long> reasons = totals(cuts);
    long unplanned = reasons.values().stream().mapToLong(Long::longValue).sum();
    return new Snapshot(
        opened.get(),
        reopened.get(),
        failed.get(),
        open(),
        totals(failures),
        totals(closes),
        new Cuts(leaves.sum(), unplanned, reasons));
  }

  /** Reasons of two processes. */
  public static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> counts = new TreeMap<>(a);
    b.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    return counts;
  }

  private static Map<String, Long> totals(ConcurrentMap<String, LongAdder> adders) {
    Map<String, Long> totals = new TreeMap<>();
    adders.forEach((reason, count) -> totals.put(reason, count.sum()));
    return totals;
  }
}
