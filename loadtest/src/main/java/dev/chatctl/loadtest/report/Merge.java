package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.drive.Tick;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Makes one result of the shards of one run, without loss: histograms are added, never averaged,
 * and a message's last arrival is the last of all shards.
 */
public final class Merge {
  private Merge() {}

  /**
   * The shards in their order.
   *
   * @throws IllegalArgumentException when one is missing or there twice
   */
  public static List<Results> inOrder(List<Results> shards) {
    List<Results> sorted =
        shards.stream().sorted(Comparator.comparingInt(s -> shard(s).index())).toList();
    List<Shard> there = sorted.stream().map(Merge::shard).toList();
    int count = there.getFirst().count();
    List<Shard> all = IntStream.range(0, count).mapToObj(i -> new Shard(i, count)).toList();
    if (!there.equals(all)) {
      throw new IllegalArgumentException(
          "shards: " + there + " (expected: each of " + count + " once)");
    }
    return sorted;
  }

  static Shard shard(Results results) {
    String shard = results.facts().shard();
    if (shard == null) {
      throw new IllegalArgumentException("shards: a whole run (expected: shards of one run)");
    }
    return Shard.parse(shard);
  }

  /**
   * The run as a whole, or what is there of it.
   *
   * @param shards in their order
   * @param command the arguments that repeat it
   * @throws IllegalArgumentException when the parts are not of one run
   */
  public static Results of(List<Results> shards, List<String> command) {
    List<String> runs = shards.stream().map(shard -> shard.facts().runId()).distinct().toList();
    if (runs.size() != 1) {
      throw new IllegalArgumentException("runs: " + runs + " (expected: shards of one run)");
    }
    // A message that one shard did not get to see due was cut short for all.
    int sent = shards.stream().mapToInt(shard -> shard.messages().size()).min().orElse(0);
    List<MessageTally> messages = new ArrayList<>(sent);
    for (int m = 0; m < sent; m++) {
      int message = m;
      messages.add(
          shards.stream().map(s -> s.messages().get(message)).reduce(Merge::both).orElseThrow());
    }
    List<RecipientRow> recipients =
        shards.stream()
            .flatMap(shard -> shard.recipients().stream())
            .sorted(Comparator.comparingInt(RecipientRow::number))
            .toList();
    long expected = Expected.deliveries(messages, recipients, shards.getFirst().facts().rooms());
    ArrivalCurves curves = new ArrivalCurves(shards.getFirst().facts().planned());
    shards.forEach(shard -> curves.add(shard.curves()));
    return new Results(
        facts(shards, expected, command),
        messages,
        curves,
        recipients,
        ticks(shards),
        intervals(shards));
  }

  private static MessageTally both(MessageTally a, MessageTally b) {
    if (a.unsent() || b.unsent()) {
      return MessageTally.unsent(a.number(), a.publisher(), a.sequence(), a.dueNanos());
    }
    return new MessageTally(
        a.number(),
        a.publisher(),
        a.sequence(),
        a.dueNanos(),
        false,
        a.received() + b.received(),
        a.late() + b.late(),
        a.lost() + b.lost(),
        a.excused() + b.excused(),
        a.duplicates() + b.duplicates(),
        either(a.firstNanos(), b.firstNanos(), Math::min),
        either(a.lastNanos(), b.lastNanos(), Math::max));
  }

  private static OptionalLong either(OptionalLong a, OptionalLong b, LongBinaryOperator both) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return OptionalLong.of(both.applyAsLong(a.getAsLong(), b.getAsLong()));
  }

  private static Map<String, List<Histogram>> intervals(List<Results> shards) {
    Map<String, List<Histogram>> all = new HashMap<>();
    for (Results shard : shards) {
      shard
          .intervals()
          .forEach((tag, list) -> all.computeIfAbsent(tag, t -> new ArrayList<>()).addAll(list));
    }
    all.values().forEach(list -> list.sort(Comparator.comparingLong(Histogram::getStartTimeStamp)));
    return all;
  }

  private static List<Tick> ticks(List<Results> shards) {
    // CPU adds up on one machine only.
    Map<String, List<Results>> machines =
        shards.stream().collect(Collectors.groupingBy(shard -> shard.facts().machine()));
    return bySecond(
        machines.values().stream()
            .flatMap(
                machine ->
                    bySecond(
                        machine.stream().flatMap(shard -> seconds(shard.ticks()).stream()),
                        (a, b) -> both(a, b, Double::sum))
                        .stream()),
        (a, b) -> both(a, b, Math::max));
  }

  /** At most one a second: a clock that a process does not follow exactly may show two. */
  private static List<Tick> seconds(List<Tick> ticks) {
    return bySecond(ticks.stream(), Merge::after);
  }

  private static List<Tick> bySecond(Stream<Tick> ticks, BinaryOperator<Tick> both) {
    Map<Long, Tick> seconds = new TreeMap<>();
    ticks.forEach(tick -> seconds.merge(tick.atMillis() / 1000, tick, both));
    return List.copyOf(seconds.values());
  }

  /** Two ticks of one process: levels are as the later saw them. */
  private static Tick after(Tick earlier, Tick later) {
    return sum(
        earlier,
        later,
        later.open(),
        earlier.sent() + later.sent(),
        Math.max(earlier.cpuPercent(), later.cpuPercent()));
  }

  /** Two processes in one second, which know of the same messages. */
  private static Tick both(Tick a, Tick b, DoubleBinaryOperator cpu) {
    return sum(
        a,
        b,
        a.open() + b.open(),
        Math.max(a.sent(), b.sent()),
        cpu.applyAsDouble(a.cpuPercent(), b.cpuPercent()));
  }

  private static Tick sum(Tick a, Tick b, int open, int sent, double cpuPercent) {
    return new Tick(
        Math.max(a.atMillis(), b.atMillis()),
        a.phase().compareTo(b.phase()) >= 0 ? a.phase() : b.phase(),
        open,
        a.opened() + b.opened(),
        sent,
        a.expected() + b.expected(),
        a.received() + b.received(),
        a.late() + b.late(),
        a.duplicates() + b.duplicates(),
        a.reordered() + b.reordered(),
        Math.max(a.lagP99Micros(), b.lagP99Micros()),
        Math.max(a.hiccupMicros(), b.hiccupMicros()),
        cpuPercent);
  }

  private static RunFacts facts(List<Results> shards, long expected, List<String> command) {
    RunFacts first = shards.getFirst().facts();
    List<RunFacts> all = shards.stream().map(Results::facts).toList();
    // A shard that is interrupted because another stopped is not why.
    Optional<RunFacts> stop =
        all.stream()
            .filter(facts -> facts.stopped() != null)
            .min(Comparator.comparing(RunFacts::interrupted));
    ClockOffsets clocks = ClockOffsets.of(shards);
    return new RunFacts(
        first.runId(),
        first.scenario(),
        command,
        first.startedAt(),
        shards.size(),
        null,
        first.url(),
        sum(all, RunFacts::clients),
        first.rooms(),
        first.publishers(),
        sum(all, RunFacts::readers),
        first.planned(),
        first.rate(),
        first.payloadBytes(),
        sum(all, RunFacts::warmUps),
        sum(all, RunFacts::connectRate),
        first.deadlineMillis(),
        first.reconnects(),
        expected,
        total(all, RunFacts::reordered),
        total(all, RunFacts::strangers),
        total(all, RunFacts::refusals),
        total(all, RunFacts::unanswered),
        connections(all.stream().map(RunFacts::connections).toList()),
        max(all, RunFacts::measuredSeconds),
        all.stream().mapToDouble(RunFacts::cpuSeconds).sum(),
        cpuShare(all),
        total(all, RunFacts::residentBytes),
        stop.map(RunFacts::stopped).orElse(null),
        all.stream().anyMatch(RunFacts::unavailable),
        stop.map(RunFacts::interrupted).orElse(false),
        clocks.largestMillis(),
        clocks.errorMillis(),
        first.environment());
  }

  /** Of the machine that was used most. */
  private static double cpuShare(List<RunFacts> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(RunFacts::machine, Collectors.summingDouble(RunFacts::cpuShare)))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  private static int sum(List<RunFacts> all, ToIntFunction<RunFacts> field) {
    return all.stream().mapToInt(field).sum();
  }

  private static long total(List<RunFacts> all, ToLongFunction<RunFacts> field) {
    return all.stream().mapToLong(field).sum();
  }

  private static double max(List<RunFacts> all, ToDoubleFunction<RunFacts> field) {
    return all.stream().mapToDouble(field).max().orElse(0);
  }

  private static Crowd.Snapshot connections(List<Crowd.Snapshot> all) {
    Map<String, Long> failures = new TreeMap<>();
    Map<String, Long> closes = new TreeMap<>();
    all.forEach(one -> one.failures().forEach((reason, n) -> failures.merge(reason, n, Long::sum)));
    all.forEach(one -> one.closes().forEach((reason, n) -> closes.merge(reason, n, Long::sum)));
    return new Crowd.Snapshot(
        all.stream().mapToInt(Crowd.Snapshot::opened).sum(),
        all.stream().mapToInt(Crowd.Snapshot::reopened).sum(),
        all.stream().mapToInt(Crowd.Snapshot::failed).sum(),
        all.stream().mapToInt(Crowd.Snapshot::open).sum(),
        failures,
        closes);
  }
}
