package dev.chatctl.loadtest.report;

import static dev.chatctl.loadtest.report.Timing.CONNECT;
import static dev.chatctl.loadtest.report.Timing.DELIVERY;
import static dev.chatctl.loadtest.report.Timing.SEND_LAG;
import static dev.chatctl.loadtest.report.Timing.TIME_TO_FIRST;
import static dev.chatctl.loadtest.report.Timing.TIME_TO_LAST;
import static java.util.Objects.requireNonNull;

import dev.chatctl.loadtest.ledger.MessageTally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A run in numbers.
 *
 * @param budget how much of what ought not to be is allowed
 * @param coldConnects the first handshakes, where they were much slower than the others
 * @param invalidReasons why the numbers tell about the generator, not the system; empty when valid
 */
public record Summary(
    RunFacts facts,
    Budget budget,
    Messages messages,
    Deliveries deliveries,
    Throughput throughput,
    Map<Timing, Quantiles> timings,
    Optional<ColdConnects> coldConnects,
    List<String> invalidReasons) {

  /**
   * Measured messages.
   *
   * @param unsent due while their publisher had no socket, and never sent
   */
  public record Messages(int sent, int unsent) {}

  /**
   * Deliveries a second.
   *
   * @param achieved received, over the time from the first message due to the last arrival
   * @param offered what the rate asks of the system
   */
  public record Throughput(double achieved, double offered) {}

  /** Sums results up, nothing being allowed to go wrong. */
  public static Summary of(Results results) {
    return of(results, Budget.NONE);
  }

  /** Sums results up. */
  public static Summary of(Results results, Budget budget) {
    RunFacts facts = results.facts();
    int sent = (int) results.sent().count();
    Deliveries deliveries = Deliveries.of(results);
    Map<Timing, Quantiles> timings = Timing.of(results);
    double perMessage = sent == 0 ? 0 : (double) deliveries.expected() / sent;
    return new Summary(
        facts,
        budget,
        new Messages(sent, results.messages().size() - sent),
        deliveries,
        new Throughput(
            perSecond(results, deliveries.received()), perMessage * facts.load().messages().rate()),
        timings,
        ColdConnects.in(results.intervals().getOrDefault("connect", List.of())),
        Validity.reasons(results, requireNonNull(timings.get(Timing.DELIVERY))));
  }

  /** The same, with more reasons not to believe it. */
  public Summary spoiledBy(List<String> more) {
    return new Summary(
        facts,
        budget,
        messages,
        deliveries,
        throughput,
        timings,
        coldConnects,
        Stream.concat(invalidReasons.stream(), more.stream()).toList());
  }

  /** M messages at a rate take M intervals, or until the last arrival if that is longer. */
  private static double perSecond(Results results, long received) {
    double from = nanos(results, tally -> 0).min().orElse(0);
    double to = nanos(results, tally -> tally.arrivals().lastNanos().orElse(0)).max().orElse(0);
    double intervals = results.sent().count() * 1e9 / results.facts().load().messages().rate();
    double length = Math.max(to - from, intervals);
    return length > 0 ? received * 1e9 / length : 0;
  }

  private static LongStream nanos(Results results, ToLongFunction<MessageTally> after) {
    return results.sent().mapToLong(t -> t.message().dueNanos() + after.applyAsLong(t));
  }

  /** How long something took. */
  public Quantiles timing(Timing timing) {
    return requireNonNull(timings.get(timing));
  }

  /** Whether both sides of the account agree. */
  public boolean addsUp() {
    return deliveries.addUp(complete());
  }

  /** Deliveries expected, without those excused where listeners are cut off on purpose. */
  public long due() {
    return facts.load().terms().reconnects()
        ? deliveries.expected() - deliveries.excused()
        : deliveries.expected();
  }

  /** Distinct deliveries in time for each one due; 0 when none was. */
  public double deliveryRatio() {
    return due() == 0 ? 0 : (double) deliveries.received() / due();
  }

  /** CPU time of the generator for each delivery. */
  public double cpuMicrosPerDelivery() {
    return deliveries.received() == 0
        ? 0
        : facts.generator().cpuSeconds() * 1e6 / deliveries.received();
  }

  /** Memory of the generator for each listener, all of it shared out, in units of 1,000 bytes. */
  public double residentKilobytes() {
    return facts.generator().residentBytes() / 1000.0 / Math.max(1, facts.connections().opened());
  }

  /** Whether the run went through its whole plan. */
  public boolean complete() {
    return facts.ending().complete();
  }

  /** Whether the numbers tell about the system. */
  public boolean valid() {
    return invalidReasons.isEmpty();
  }

  /** Whether everything arrived, everywhere, exactly once, as far as it had to. */
  public boolean flawless() {
    return complete() && flaws().isEmpty();
  }

  /** Metrics that nothing was recorded for, by their names in {@code summary.json}. */
  public List<String> noData() {
    return Stream.of(DELIVERY, TIME_TO_FIRST, TIME_TO_LAST, SEND_LAG, CONNECT)
        .filter(timing -> timing(timing).count() == 0)
        .map(Timing::key)
        .toList();
  }

  /** What went wrong, in words; reordering is none of it. */
  public List<String> flaws() {
    return Flaws.of(this);
  }
}
