package dev.chatctl.loadtest.ledger;

import java.time.Duration;

/**
 * When each measured message is due, fixed before the first is sent: an open loop. Messages are
 * numbered in the order they are due; publishers take turns, so message {@code m} is number {@code
 * m / publishers} of publisher {@code m % publishers}.
 */
public final class Schedule {
  private final int publishers;
  private final long[] offsetNanos;

  private Schedule(int publishers, long[] offsetNanos) {
    this.publishers = publishers;
    this.offsetNanos = offsetNanos;
  }

  /**
   * Evenly spaced messages.
   *
   * @param rate messages per second, all publishers together
   */
  public static Schedule constant(int messages, double rate, int publishers) {
    long[] offsets = new long[messages];
    for (int m = 0; m < messages; m++) {
      offsets[m] = Math.round(m * 1e9 / rate);
    }
    return new Schedule(publishers, offsets);
  }

  /** Messages of all publishers. */
  public int messages() {
    return offsetNanos.length;
  }

  /** Publishers that take turns. */
  public int publishers() {
    return publishers;
  }

  /** Number of a publisher's message among all. */
  public int message(int publisher, int sequence) {
    return sequence * publishers + publisher;
  }

  /** Whether such a message is planned. */
  public boolean contains(int publisher, int sequence) {
    return publisher >= 0
        && publisher < publishers
        && sequence >= 0
        && sequence <= (offsetNanos.length - 1 - publisher) / publishers;
  }

  /** Publisher of a message. */
  public int publisher(int message) {
    return message % publishers;
  }

  /** Sequence of a message within its publisher. */
  public int sequence(int message) {
    return message / publishers;
  }

  /** Time from the start of the measured phase until the message is due, nanoseconds. */
  public long offsetNanos(int message) {
    return offsetNanos[message];
  }

  /** Time from the start until the last message is due. */
  public Duration length() {
    return Duration.ofNanos(offsetNanos[offsetNanos.length - 1]);
  }
}
