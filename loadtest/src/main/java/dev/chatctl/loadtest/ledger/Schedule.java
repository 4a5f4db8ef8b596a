package dev.chatctl.loadtest.ledger;

import java.time.Duration;

/**
 * When each measured message is due, fixed before the first is sent: an open loop. Messages are
 * numbered in the order they are due; publishers take turns, so message {@code m} is number {@code
 * m / publishers} of publisher {@code m % publishers}. Rooms are dealt to publishers in turn as
 * well.
 */
public final class Schedule {
  private final int publishers;
  private final int rooms;
  private final long[] offsetNanos;

  private Schedule(int publishers, int rooms, long[] offsetNanos) {
    this.publishers = publishers;
    this.rooms = rooms;
    this.offsetNanos = offsetNanos;
  }

  /**
   * Evenly spaced messages.
   *
   * @param rate messages per second, all publishers together
   */
  public static Schedule constant(int messages, double rate, int publishers, int rooms) {
    long[] offsets = new long[messages];
    for (int m = 0; m < messages; m++) {
      offsets[m] = Math.round(m * 1e9 / rate);
    }
    return new Schedule(publishers, rooms, offsets);
  }

  /** Messages evenly spaced within each step of a shape. */
  public static Schedule shaped(LoadShape shape, int publishers, int rooms) {
    long[] offsets = new long[shape.messages()];
    int m = 0;
    long start = 0;
    for (LoadShape.Step step : shape.steps()) {
      for (int i = 0; i < step.messages(); i++) {
        offsets[m++] = start + Math.round(i * 1e9 / step.rate());
      }
      start += step.length().toNanos();
    }
    return new Schedule(publishers, rooms, offsets);
  }

  /** Messages of all publishers. */
  public int messages() {
    return offsetNanos.length;
  }

  /** Publishers that take turns. */
  public int publishers() {
    return publishers;
  }

  /** Rooms that publishers are dealt to. */
  public int rooms() {
    return rooms;
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
        && publisher < offsetNanos.length
        && sequence <= (offsetNanos.length - 1 - publisher) / publishers;
  }

  /** Publisher of a message. */
  public int publisher(int message) {
    return message % publishers;
  }

  /** Room of a message. */
  public int room(int message) {
    return publisher(message) % rooms;
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
