package dev.chatctl.loadtest.ledger;

/**
 * One listener's own account: which messages it has seen, and how often more than once. Written
 * only by the event loop of the listener's socket; read by others after that loop was fenced, but
 * for its number and room, which are known from the start.
 */
public final class ListenerAccount {
  private final int index;
  private final int room;
  private final boolean echoed;
  private final Schedule schedule;
  private final long[] seen;
  private final int[] highest;
  private final Switch socket = new Switch();
  private final Switch leave = new Switch();
  private int received;
  private long latencyMicros;

  /**
   * A listener that has seen nothing.
   *
   * @param index its number among all listeners of the run
   * @param echoed whether the publisher of that number, if it is one, is told what it says itself
   */
  ListenerAccount(int index, boolean echoed, Schedule schedule) {
    this.index = index;
    this.echoed = echoed;
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

  /** Whether the messages of a publisher are meant for it. */
  public boolean hears(int publisher) {
    return publisher % schedule.rooms() == room && (echoed || publisher != index);
  }

  /** A socket is open as of {@code nanos}; whoever was on leave is back. */
  public void opened(long nanos) {
    leave.set(false, nanos);
    socket.set(true, nanos);
  }

  /** The socket is gone as of {@code nanos}, whoever has ended it. */
  public void closed(long nanos) {
    socket.set(false, nanos);
  }

  /** The plan takes it away as of {@code nanos}, until a socket is opened again. */
  public void left(long nanos) {
    leave.set(true, nanos);
  }

  /** Whether the plan had taken it away by then, so that nothing could reach it. */
  public boolean wasOnLeave(long nanos) {
    return leave.wasOn(nanos);
  }

  /** Whether it had an open socket then. */
  public boolean wasConnected(long nanos) {
    return socket.wasOn(nanos);
  }

  /** Whether it has seen a later message of the same publisher. */
  boolean hasSeenBeyond(int message) {
    return highest[schedule.publisher(message) / schedule.rooms()] > schedule.sequence(message);
  }

  /** Times the socket was opened. */
  public int opens() {
    return socket.times();
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
