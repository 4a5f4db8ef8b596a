package dev.chatctl.loadtest.ledger;

/**
 * Deliveries of measured messages.
 *
 * @param received distinct deliveries within the deadline
 * @param late distinct deliveries after it
 * @param duplicates deliveries beyond the first of the same message to the same recipient
 * @param reordered first deliveries with a sequence lower than one already seen of that publisher
 */
public record DeliveryCounts(long received, long late, long duplicates, long reordered) {
  /** None. */
  public static final DeliveryCounts ZERO = new DeliveryCounts(0, 0, 0, 0);

  /** Of two event loops, processes or times. */
  public DeliveryCounts plus(DeliveryCounts more) {
    return new DeliveryCounts(
        received + more.received,
        late + more.late,
        duplicates + more.duplicates,
        reordered + more.reordered);
  }

  /** Since an earlier look. */
  public DeliveryCounts minus(DeliveryCounts before) {
    return new DeliveryCounts(
        received - before.received,
        late - before.late,
        duplicates - before.duplicates,
        reordered - before.reordered);
  }

  /** Distinct deliveries, in time or not. */
  public long distinct() {
    return received + late;
  }
}
