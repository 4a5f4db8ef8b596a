package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.util.List;

/**
 * What ought to arrive, from who is in which room and what was sent alone: the other side of the
 * account, which knows nothing of what did arrive.
 */
final class Expected {
  private Expected() {}

  /** Deliveries if every message sent reaches everybody in its room. */
  static long deliveries(List<MessageTally> messages, List<RecipientRow> recipients, int rooms) {
    long[] members = new long[rooms];
    recipients.forEach(recipient -> members[recipient.room()]++);
    return messages.stream()
        .filter(message -> !message.unsent())
        .mapToLong(message -> members[message.message().publisher() % rooms])
        .sum();
  }
}
