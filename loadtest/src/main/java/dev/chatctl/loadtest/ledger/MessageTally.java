package dev.chatctl.loadtest.ledger;

import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * One message's account.
 *
 * @param unsent whether its publisher never had a socket to send it through; such a message has no
 *     recipients
 * @param duplicates deliveries beyond the first
 */
public record MessageTally(
    Message message, boolean unsent, Recipients recipients, int duplicates, Arrivals arrivals) {
  /**
   * Which message.
   *
   * @param number position among all messages, in the order they were due
   * @param sequence the publisher's own count, from 0
   * @param dueNanos when it was due, on the clock of {@link System#nanoTime()}
   */
  public record Message(int number, int publisher, int sequence, long dueNanos) {}

  /**
   * What became of those it was meant for.
   *
   * @param received reached within the deadline
   * @param late reached after it
   * @param lost never reached, and no plan kept it away
   * @param away of those lost, who had no socket when it was sent: never connected, or cut off
   * @param excused never reached, because the plan had taken it away before the message was sent,
   *     or the run ended while there was time to reach it
   */
  public record Recipients(int received, int late, int lost, int away, int excused) {
    static final Recipients NONE = new Recipients(0, 0, 0, 0, 0);

    private Recipients plus(Recipients more) {
      return new Recipients(
          received + more.received,
          late + more.late,
          lost + more.lost,
          away + more.away,
          excused + more.excused);
    }

    /** Reached, in time or not. */
    public int reached() {
      return received + late;
    }

    /** How many. */
    public int all() {
      return received + late + lost + excused;
    }
  }

  /**
   * When it arrived.
   *
   * @param firstNanos time from due to the first arrival, if any
   * @param lastNanos time from due to the last arrival, if any
   */
  public record Arrivals(OptionalLong firstNanos, OptionalLong lastNanos) {
    /** Nowhere. */
    public static final Arrivals NONE = new Arrivals(OptionalLong.empty(), OptionalLong.empty());

    private Arrivals plus(Arrivals more) {
      return new Arrivals(
          either(firstNanos, more.firstNanos, Math::min),
          either(lastNanos, more.lastNanos, Math::max));
    }

    private static OptionalLong either(OptionalLong a, OptionalLong b, LongBinaryOperator both) {
      if (a.isEmpty() || b.isEmpty()) {
        return a.isEmpty() ? b : a;
      }
      return OptionalLong.of(both.applyAsLong(a.getAsLong(), b.getAsLong()));
    }
  }

  /** A message that was due and never sent. */
  public static MessageTally unsent(Message message) {
    return new MessageTally(message, true, Recipients.NONE, 0, Arrivals.NONE);
  }

  /** A message that was sent, and what became of some recipients it did not reach. */
  static MessageTally missed(Message message, Recipients recipients) {
    return new MessageTally(message, false, recipients, 0, Arrivals.NONE);
  }

  /** The same message at the recipients of two processes; unsent if either could not send it. */
  public MessageTally plus(MessageTally more) {
    return unsent || more.unsent
        ? unsent(message)
        : new MessageTally(
            message,
            false,
            recipients.plus(more.recipients),
            duplicates + more.duplicates,
            arrivals.plus(more.arrivals));
  }

  /** Whether everybody who should have it got it in time. */
  public boolean complete() {
    return !unsent && recipients.received() == recipients.all();
  }
}
