package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.util.function.ToLongFunction;

/**
 * The account of all pairs of a message sent and a recipient in its room: {@code expected =
 * received + late + lost + excused}.
 *
 * @param accounted distinct messages that the recipients themselves have counted
 * @param away of those lost, pairs whose recipient had no socket when the message was sent
 * @param excused pairs whose recipient the plan had taken away before the message was sent
 */
public record Deliveries(
    long expected,
    long accounted,
    long received,
    long late,
    long lost,
    long away,
    long excused,
    long duplicates) {

  static Deliveries of(Results results) {
    return new Deliveries(
        results.facts().counters().expected(),
        results.recipients().stream().mapToLong(RecipientRow::received).sum(),
        sum(results, message -> message.recipients().received()),
        sum(results, message -> message.recipients().late()),
        sum(results, message -> message.recipients().lost()),
        sum(results, message -> message.recipients().away()),
        sum(results, message -> message.recipients().excused()),
        sum(results, MessageTally::duplicates));
  }

  private static long sum(Results results, ToLongFunction<MessageTally> field) {
    return results.messages().stream().mapToLong(field).sum();
  }

  /** Distinct deliveries, in time or not. */
  public long reached() {
    return received + late;
  }

  /**
   * Whether both sides of the account agree: who was to receive with what became of it, and what
   * was counted by message with what was counted by recipient. The latter knows more in a run that
   * was cut short, of messages whose turn had not come for all.
   *
   * @param complete whether the run went through its whole plan
   */
  boolean addUp(boolean complete) {
    return expected == received + late + lost + excused
        && (complete ? accounted == reached() : accounted >= reached());
  }
}
