package dev.chatctl.loadtest.ledger;

import java.util.OptionalLong;

/**
 * One message's account.
 *
 * @param number position among all messages, in the order they were due
 * @param dueNanos when it was due, on the clock of {@link System#nanoTime()}
 * @param unsent whether its publisher never had a socket to send it through; such a message has no
 *     recipients
 * @param received recipients reached within the deadline
 * @param late recipients reached after it
 * @param lost recipients never reached although open all the time
 * @param excused recipients never reached that were not open all the time
 * @param duplicates deliveries beyond the first
 * @param firstNanos time from due to the first arrival, if any
 * @param lastNanos time from due to the last arrival, if any
 */
public record MessageTally(
    int number,
    int publisher,
    int sequence,
    long dueNanos,
    boolean unsent,
    int received,
    int late,
    int lost,
    int excused,
    int duplicates,
    OptionalLong firstNanos,
    OptionalLong lastNanos) {

  /** A message that was due and never sent. */
  public static MessageTally unsent(int number, int publisher, int sequence, long dueNanos) {
    return new MessageTally(
        number,
        publisher,
        sequence,
        dueNanos,
        true,
        0,
        0,
        0,
        0,
        0,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** Recipients it was meant for. */
  public int recipients() {
    return received + late + lost + excused;
  }

  /** Whether everybody who should have it got it in time. */
  public boolean complete() {
    return !unsent && late == 0 && lost == 0 && excused == 0;
  }
}
