package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.stats.Answers;
import dev.chatctl.loadtest.stats.Seen;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts that the tables do not hold.
 *
 * @param expected deliveries if every message sent reaches everybody in its room, found from the
 *     rooms of messages and recipients alone
 * @param reordered deliveries with a sequence lower than one already seen of that publisher
 * @param strangers frames that nobody asked for and that carried no message of this run
 * @param firstStranger the first of those
 * @param errors answers that refuse what was sent, by their code
 * @param unanswered history requests without an answer before the deadline
 * @param usage what is billed of the sockets
 */
public record Counters(
    long expected,
    long reordered,
    long strangers,
    @Nullable String firstStranger,
    Map<String, Seen> errors,
    long unanswered,
    SocketUsage.Total usage) {
  public Counters {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  static Counters of(RunResult result, long expected) {
    RunResult.Requests requests = result.requests();
    Seen stranger = requests.strangers().values().stream().findFirst().orElse(null);
    return new Counters(
        expected,
        result.account().counts().deliveries().reordered(),
        result.account().counts().strangers(),
        stranger == null ? null : stranger.first(),
        requests.errors(),
        requests.unanswered(),
        requests.usage());
  }

  /** Answers that refuse what was sent. */
  public long refusals() {
    return errors.values().stream().mapToLong(Seen::count).sum();
  }

  /** Of two shards, but for what is expected, which only the whole run tells. */
  Counters plus(Counters more) {
    return new Counters(
        expected + more.expected,
        reordered + more.reordered,
        strangers + more.strangers,
        firstStranger == null ? more.firstStranger : firstStranger,
        Answers.sum(errors, more.errors),
        unanswered + more.unanswered,
        usage.plus(more.usage));
  }

  /** The same, that many deliveries being expected. */
  Counters expecting(long deliveries) {
    return new Counters(deliveries, reordered, strangers, firstStranger, errors, unanswered, usage);
  }
}
