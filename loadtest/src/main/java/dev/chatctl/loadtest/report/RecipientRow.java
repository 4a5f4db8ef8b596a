package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.ListenerAccount;

/**
 * One listener's share of a run.
 *
 * @param number among all listeners, in the order of connecting
 * @param received distinct messages
 * @param meanMicros mean latency of those, microseconds
 * @param opens times its socket was opened
 */
public record RecipientRow(int number, int room, int received, long meanMicros, int opens) {
  static RecipientRow of(ListenerAccount recipient) {
    return new RecipientRow(
        recipient.index(),
        recipient.room(),
        recipient.received(),
        recipient.meanLatencyMicros(),
        recipient.opens());
  }
}
