package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A run in numbers. {@code expected = received + late + lost + excused}.
 *
 * @param messages measured messages sent
 * @param excused pairs whose recipient was not connected all the time
 * @param deliveriesPerSecond received, over the time from the first message due to the last arrival
 * @param offeredPerSecond deliveries that the rate asks of the system
 * @param delivery time from due to arrival, each delivery
 * @param timeToLast time from due to the last arrival, each message that reached anybody
 * @param history time from due to answered, each history request
 * @param cpuMicrosPerDelivery CPU time of the generator for each delivery
 * @param invalidReasons why the numbers tell about the generator, not the system; empty when valid
 */
public record Summary(
    RunFacts facts,
    int messages,
    long expected,
    long received,
    long lost,
    long late,
    long excused,
    long duplicates,
    double deliveriesPerSecond,
    double offeredPerSecond,
    Quantiles delivery,
    Quantiles timeToFirst,
    Quantiles timeToLast,
    Quantiles sendLag,
    Quantiles connect,
    Quantiles history,
    double cpuMicrosPerDelivery,
    List<String> invalidReasons) {

  /** Sums results up. */
  public static Summary of(Results results) {
    RunFacts facts = results.facts();
    List<MessageTally> tallies = results.messages();
    long received = sum(tallies, MessageTally::received);
    Quantiles delivery = Quantiles.ofMicros(results.total("delivery"));
    double perMessage = tallies.isEmpty() ? 0 : (double) facts.expected() / tallies.size();
    return new Summary(
        facts,
        tallies.size(),
        facts.expected(),
        received,
        sum(tallies, MessageTally::lost),
        sum(tallies, MessageTally::late),
        sum(tallies, MessageTally::excused),
        sum(tallies, MessageTally::duplicates),
        perSecond(tallies, received),
        perMessage * facts.rate(),
        delivery,
        Quantiles.ofNanos(tallies.stream().flatMapToLong(t -> t.firstNanos().stream())),
        Quantiles.ofNanos(tallies.stream().flatMapToLong(t -> t.lastNanos().stream())),
        Quantiles.ofMicros(results.total("sendlag")),
        Quantiles.ofMicros(results.total("connect")),
        Quantiles.ofMicros(results.total("history")),
        received == 0 ? 0 : facts.cpuSeconds() * 1e6 / received,
        Validity.reasons(results, delivery));
  }

  private static long sum(List<MessageTally> tallies, ToLongFunction<MessageTally> field) {
    return tallies.stream().mapToLong(field).sum();
  }

  private static double perSecond(List<MessageTally> tallies, long received) {
    long from = tallies.stream().mapToLong(MessageTally::dueNanos).min().orElse(0);
    long to =
        tallies.stream()
            .mapToLong(tally -> tally.dueNanos() + tally.lastNanos().orElse(0))
            .max()
            .orElse(0);
    return to > from ? received * 1e9 / (to - from) : 0;
  }

  /** Distinct deliveries in time for each one expected; 0 when none was. */
  public double deliveryRatio() {
    return expected == 0 ? 0 : (double) received / expected;
  }

  /** Whether the run went through its whole plan. */
  public boolean complete() {
    return facts.stopped() == null;
  }

  /** Whether the numbers tell about the system. */
  public boolean valid() {
    return invalidReasons.isEmpty();
  }

  /** Whether everything arrived, everywhere, exactly once. */
  public boolean flawless() {
    return complete() && expected > 0 && received == expected && duplicates == 0;
  }
}
