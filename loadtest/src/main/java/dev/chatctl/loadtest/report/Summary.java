package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.drive.Latencies;
import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.ledger.MessageTally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A run in numbers. {@code expected = clients x messages = received + late + lost + excused}.
 *
 * @param clients listeners planned
 * @param messages measured messages sent; {@code planned} unless the run was cut short
 * @param rate messages per second, as asked for
 * @param excused pairs whose recipient was not connected all the time
 * @param deliveriesPerSecond received, over the time from the first message due to the last arrival
 * @param offeredPerSecond deliveries that the rate asks of the system
 * @param delivery time from due to arrival, each delivery
 * @param timeToLast time from due to the last arrival, each message that reached anybody
 * @param cpuMicrosPerDelivery CPU time of the generator for each delivery
 * @param stopped why the run ended before its plan did, if so
 * @param invalidReasons why the numbers tell about the generator, not the system; empty when valid
 */
public record Summary(
    String runId,
    Instant startedAt,
    int clients,
    int messages,
    int planned,
    double rate,
    long expected,
    long received,
    long lost,
    long late,
    long excused,
    long duplicates,
    long reordered,
    double deliveriesPerSecond,
    double offeredPerSecond,
    Quantiles delivery,
    Quantiles timeToFirst,
    Quantiles timeToLast,
    Quantiles sendLag,
    Quantiles connect,
    Crowd.Snapshot connections,
    long refusals,
    int warmUps,
    double cpuMicrosPerDelivery,
    Optional<String> stopped,
    List<String> invalidReasons,
    Map<String, String> environment) {

  /** Sums an outcome up. */
  public static Summary of(Outcome outcome, Map<String, String> environment, int cpus) {
    List<MessageTally> tallies = outcome.tallies();
    Latencies latencies = outcome.latencies();
    long received = sum(tallies, MessageTally::received);
    Quantiles delivery = Quantiles.ofMicros(latencies.delivery());
    Quantiles sendLag = Quantiles.ofMicros(latencies.sendLag());
    return new Summary(
        outcome.plan().runId(),
        outcome.startedAt(),
        outcome.plan().clients(),
        outcome.sent(),
        outcome.plan().schedule().messages(),
        outcome.plan().rate(),
        (long) outcome.plan().clients() * outcome.sent(),
        received,
        sum(tallies, MessageTally::lost),
        sum(tallies, MessageTally::late),
        sum(tallies, MessageTally::excused),
        sum(tallies, MessageTally::duplicates),
        outcome.counts().reordered(),
        perSecond(tallies, received),
        outcome.plan().clients() * outcome.plan().rate(),
        delivery,
        Quantiles.ofNanos(tallies.stream().flatMapToLong(t -> t.firstNanos().stream())),
        Quantiles.ofNanos(tallies.stream().flatMapToLong(t -> t.lastNanos().stream())),
        sendLag,
        Quantiles.ofMicros(latencies.connect()),
        outcome.crowd(),
        outcome.refusals(),
        outcome.warmUps(),
        received == 0 ? 0 : outcome.cpu().toNanos() / 1000.0 / received,
        outcome.stopped(),
        Validity.reasons(outcome, delivery, cpus),
        environment);
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
    return stopped.isEmpty();
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
