package dev.chatctl.loadtest.ledger;

import java.util.Arrays;

/**
 * One listener's own account: which messages it has seen, and how often more than once. Written
 * only by the event loop of the listener's socket; read by others after that loop was fenced, but
 * for its number and room, which are known from the start.
 */
public final class ListenerAccount {
  private final int index;
  private final int room;
  private final Schedule schedule;
  private final long[] seen;
  private final int[] highest;
  private long[] toggles = new long[2];
  private int toggled;
  private int received;
  private long latencyMicros;

  /**
   * A listener that has seen nothing.
   *
   * @param index its number among all listeners of the run
   */
  ListenerAccount(int index, Schedule schedule) {
    this.index = index;
    this.room = index % schedule.rooms();
    this.schedule = schedule;
    this.seen = new long[Math.ceilDiv(schedule.messages(), 64)];
    this.highest = new int[Math.ceilDiv(schedule.publishers(), schedule.rooms())];
  }

  /** Number of this listener among all of the run. */
  public int index() {
    return index;
  }

  /** The room it is in. */
  public int room() {
    return room;
  }

  /** The socket is open as of {@code nanos}. */
  public void opened(long nanos) {
    if (!isOpen()) {
      toggle(nanos);
    }
  }

  /** The socket is gone as of {@code nanos}. */
  public void closed(long nanos) {
    if (isOpen()) {
      toggle(nanos);
    }
  }

  private boolean isOpen() {
    return toggled % 2 == 1;
  }

  private void toggle(long nanos) {
    if (toggled == toggles.length) {
      toggles = Arrays.copyOf(toggles, toggled * 2);
    }
    toggles[toggled++] = nanos;
  }

  /** Whether the socket was open throughout {@code [fromNanos, toNanos]}. */
  public boolean openDuring(long fromNanos, long toNanos) {
    for (int i = 0; i < toggled; i += 2) {
      long closed = i + 1 < toggled ? toggles[i + 1] : Long.MAX_VALUE;
      if (toggles[i] <= fromNanos && closed > toNanos) {
        return true;
      }
    }
    return false;
  }

  /** Times the socket was opened. */
  public int opens() {
    return (toggled + 1) / 2;
  }

  /**
   * Takes in one delivery of a message of this listener's room.
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
    int local = publisher / schedule.rooms();
    if (sequence < highest[local]) {
      return Receipt.REORDERED;
    }
    highest[local] = sequence;
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

  /** Mean latency of the distinct messages received, microseconds; 0 when there is none. */
  public long meanLatencyMicros() {
    return received == 0 ? 0 : latencyMicros / received;
  }
}
