package dev.chatctl.loadtest.ledger;

/**
 * One listener's own account: which messages it has seen, and how often more than once. Written
 * only by the event loop of the listener's socket; read by others after that loop was fenced.
 */
public final class Recipient {
  private final int index;
  private final Schedule schedule;
  private final long[] seen;
  private final int[] highest;
  private long openedNanos = Long.MAX_VALUE;
  private long closedNanos = Long.MAX_VALUE;
  private int received;
  private long latencyMicros;

  Recipient(int index, Schedule schedule) {
    this.index = index;
    this.schedule = schedule;
    this.seen = new long[(schedule.messages() + 63) / 64];
    this.highest = new int[schedule.publishers()];
    java.util.Arrays.fill(highest, -1);
  }

  /** Position of this listener in the order of connecting. */
  public int index() {
    return index;
  }

  /** The socket is open as of {@code nanos}. */
  public void opened(long nanos) {
    openedNanos = nanos;
  }

  /** The socket is gone as of {@code nanos}; only the first call counts. */
  public void closed(long nanos) {
    closedNanos = Math.min(closedNanos, nanos);
  }

  /** Whether the socket was open throughout {@code [fromNanos, toNanos]}. */
  public boolean openDuring(long fromNanos, long toNanos) {
    return openedNanos <= fromNanos && closedNanos > toNanos;
  }

  /**
   * Takes in one delivery.
   *
   * @param micros latency against the message's due time
   */
  Receipt accept(int publisher, int sequence, long micros) {
    int message = schedule.message(publisher, sequence);
    long bit = 1L << message;
    if ((seen[message >> 6] & bit) != 0) {
      return Receipt.DUPLICATE;
    }
    seen[message >> 6] |= bit;
    received++;
    latencyMicros += micros;
    if (sequence < highest[publisher]) {
      return Receipt.REORDERED;
    }
    highest[publisher] = sequence;
    return Receipt.IN_ORDER;
  }

  /** Whether the message has arrived at least once. */
  public boolean hasSeen(int message) {
    return (seen[message >> 6] & 1L << message) != 0;
  }

  /** Distinct messages received. */
  public int received() {
    return received;
  }

  /** Mean latency of the distinct messages received, milliseconds; 0 when there is none. */
  public double meanLatencyMillis() {
    return received == 0 ? 0 : latencyMicros / 1000.0 / received;
  }
}
