package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.DeliveryCounts;

/**
 * One second of a run.
 *
 * @param atMillis time of day when it ended
 * @param phase where the run stood then
 * @param deliveries in it
 */
public record PeriodStats(
    long atMillis,
    Phase phase,
    Listeners listeners,
    Messages messages,
    DeliveryCounts deliveries,
    Injector injector) {
  /**
   * Sockets of listeners.
   *
   * @param open then
   * @param opened handshakes that succeeded in it
   */
  public record Listeners(int open, long opened) {}

  /**
   * Measured messages.
   *
   * @param sent were due in it and had their turn
   * @param expected deliveries due to this process's listeners for those
   */
  public record Messages(int sent, long expected) {}

  /**
   * What measured.
   *
   * @param lagP99Micros 99th percentile of the send lag in it
   * @param hiccupMicros longest time this process could not run in it
   * @param cpuPercent share of the machine that this process used in it
   */
  public record Injector(long lagP99Micros, long hiccupMicros, double cpuPercent) {}
}
