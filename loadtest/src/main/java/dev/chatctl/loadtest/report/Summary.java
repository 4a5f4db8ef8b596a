package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A run in numbers. {@code expected = received + late + lost + excused}.
 *
 * @param messages measured messages sent
 * @param unsent measured messages due while their publisher had no socket, and never sent
 * @param accounted distinct messages that the recipients themselves have counted
 * @param excused pairs whose recipient was not connected all the time
 * @param deliveriesPerSecond received, over the time from the first message due to the last arrival
 * @param offeredPerSecond deliveries that the rate asks of the system
 * @param delivery time from due to arrival, each delivery
 * @param timeToLast time from due to the last arrival, each message that reached anybody
 * @param coldConnects the first handshakes, where they were much slower than the others
 * @param outage time between a listener's socket and its next
 * @param history time from due to answered, each history request
 * @param cpuMicrosPerDelivery CPU time of the generator for each delivery
 * @param invalidReasons why the numbers tell about the generator, not the system; empty when valid
 */
public record Summary(
    RunFacts facts,
    int messages,
    int unsent,
    long expected,
    long received,
    long accounted,
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
    Optional<ColdConnects> coldConnects,
    Quantiles outage,
    Quantiles history,
    double cpuMicrosPerDelivery,
    List<String> invalidReasons) {

  /** Sums results up. */
  public static Summary of(Results results) {
    RunFacts facts = results.facts();
    List<MessageTally> tallies = results.messages().stream().filter(m -> !m.unsent()).toList();
    long received = sum(tallies, MessageTally::received);
    Quantiles delivery = Quantiles.ofMicros(results.total("delivery"));
    double perMessage = tallies.isEmpty() ? 0 : (double) facts.expected() / tallies.size();
    return new Summary(
        facts,
        tallies.size(),
        results.messages().size() - tallies.size(),
        facts.expected(),
        received,
        results.recipients().stream().mapToLong(RecipientRow::received).sum(),
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
        ColdConnects.in(results.intervals().getOrDefault("connect", List.of())),
        Quantiles.ofMicros(results.total("outage")),
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

  /**
   * Whether both sides of the account agree: who was to receive with what became of it, and what
   * was counted by message with what was counted by recipient. The latter may go on for a moment
   * with what is missing, and for longer in a run that was cut short.
   */
  public boolean addsUp() {
    long more = accounted - received - late;
    return expected == received + late + lost + excused
        && more >= 0
        && (!complete() || more <= lost + excused);
  }

  /** Deliveries expected, without those excused where listeners are cut off on purpose. */
  public long due() {
    return facts.reconnects() ? expected - excused : expected;
  }

  /** Distinct deliveries in time for each one due; 0 when none was. */
  public double deliveryRatio() {
    return due() == 0 ? 0 : (double) received / due();
  }

  /** Memory of the generator for each listener, all of it shared out, in units of 1,000 bytes. */
  public double residentKilobytes() {
    return facts.residentBytes() / 1000.0 / Math.max(1, facts.connections().opened());
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
    return complete() && flaws().isEmpty();
  }

  /** What went wrong, in words; reordering is none of it. */
  public List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    if (received < due() || duplicates > 0 || due() == 0) {
      flaws.add(
          Text.format("%,d deliveries missing, %,d duplicates", due() - received, duplicates));
    }
    if (unsent > 0) {
      flaws.add(Text.format("%,d messages could not be sent", unsent));
    }
    Crowd.Snapshot connections = facts.connections();
    if (connections.failed() > 0) {
      flaws.add(Text.format("%,d listeners could not connect", connections.failed()));
    }
    int away = connections.opened() - connections.open();
    if (facts.reconnects() && complete() && away > 0) {
      flaws.add(Text.format("%,d listeners did not come back", away));
    }
    if (facts.readers() > 0 && history.count() + facts.unanswered() == 0) {
      flaws.add("no history request was answered");
    }
    if (facts.unanswered() > 0) {
      flaws.add(Text.format("%,d history requests unanswered", facts.unanswered()));
    }
    return flaws;
  }
}
