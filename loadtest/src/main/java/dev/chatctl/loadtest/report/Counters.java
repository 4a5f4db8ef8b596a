package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;

/**
 * The counts that the tables do not hold.
 *
 * @param expected deliveries if every message sent reaches everybody in its room, found from the
 *     rooms of messages and recipients alone
 * @param reordered deliveries with a sequence lower than one already seen of that publisher
 * @param strangers frames that carried no marker of this run
 * @param refusals answers to publishers that refuse a message
 * @param unanswered history requests without an answer before the deadline
 */
public record Counters(
    long expected, long reordered, long strangers, long refusals, long unanswered) {
  static Counters of(RunResult result, long expected) {
    return new Counters(
        expected,
        result.account().counts().deliveries().reordered(),
        result.account().counts().strangers(),
        result.requests().refusals(),
        result.requests().unanswered());
  }

  /** Of two shards, but for what is expected, which only the whole run tells. */
  Counters plus(Counters more) {
    return new Counters(
        expected + more.expected,
        reordered + more.reordered,
        strangers + more.strangers,
        refusals + more.refusals,
        unanswered + more.unanswered);
  }

  /** The same, that many deliveries being expected. */
  Counters expecting(long deliveries) {
    return new Counters(deliveries, reordered, strangers, refusals, unanswered);
  }
}
