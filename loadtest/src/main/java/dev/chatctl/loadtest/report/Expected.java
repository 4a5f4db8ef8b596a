package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What ought to arrive, from who is in which room and what was sent alone: the other side of the
 * account, which knows nothing of what did arrive.
 */
final class Expected {
  private Expected() {}

  /** Deliveries if every message sent reaches everybody in its room whom it is told. */
  static long deliveries(
      List<MessageTally> messages, List<RecipientRow> recipients, Load.Population population) {
    int rooms = population.rooms();
    long[] members = new long[rooms];
    Set<Integer> unechoed = new HashSet<>();
    for (RecipientRow recipient : recipients) {
      members[recipient.room()]++;
      if (!population.isEchoed(recipient.number())) {
        unechoed.add(recipient.number());
      }
    }
    return messages.stream()
        .filter(message -> !message.unsent())
        .mapToInt(message -> message.message().publisher())
        .mapToLong(publisher -> members[publisher % rooms] - (unechoed.contains(publisher) ? 1 : 0))
        .sum();
  }
}
