package dev.chatctl.loadtest.ledger;

/**
 * Running totals of what arrived, readable at any time.
 *
 * @param deliveries of measured messages
 * @param warmUps deliveries of warm-up messages
 * @param strangers frames that carry no marker of this run
 */
public record Counts(DeliveryCounts deliveries, long warmUps, long strangers) {
  /** Nothing. */
  public static final Counts ZERO = new Counts(DeliveryCounts.ZERO, 0, 0);

  /** Of two event loops. */
  Counts plus(Counts more) {
    return new Counts(
        deliveries.plus(more.deliveries), warmUps + more.warmUps, strangers + more.strangers);
  }
}
