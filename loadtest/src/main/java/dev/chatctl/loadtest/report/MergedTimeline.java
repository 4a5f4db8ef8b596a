package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.PeriodStats.Injector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The seconds of a run that several processes saw. */
final class MergedTimeline {
  private MergedTimeline() {}

  static List<PeriodStats> of(List<Results> shards) {
    // CPU adds up on one machine only.
    Map<String, List<Results>> machines =
        shards.stream().collect(Collectors.groupingBy(shard -> shard.facts().machine()));
    return bySecond(
        machines.values().stream()
            .flatMap(
                machine ->
                    bySecond(
                        machine.stream().flatMap(shard -> seconds(shard.timeline()).stream()),
                        (a, b) -> both(a, b, Double::sum))
                        .stream()),
        (a, b) -> both(a, b, Math::max));
  }

  /** At most one a second: a clock that a process does not follow exactly may show two. */
  private static List<PeriodStats> seconds(List<PeriodStats> timeline) {
    return bySecond(timeline.stream(), MergedTimeline::after);
  }

  private static List<PeriodStats> bySecond(
      Stream<PeriodStats> timeline, BinaryOperator<PeriodStats> both) {
    Map<Long, PeriodStats> seconds = new TreeMap<>();
    timeline.forEach(period -> seconds.merge(period.atMillis() / 1000, period, both));
    return List.copyOf(seconds.values());
  }

  /** Two looks of one process: levels are as the later saw them. */
  private static PeriodStats after(PeriodStats earlier, PeriodStats later) {
    return sum(
        earlier,
        later,
        later.listeners().open(),
        earlier.messages().sent() + later.messages().sent(),
        Math::max);
  }

  /** Two processes in one second, which know of the same messages. */
  private static PeriodStats both(PeriodStats a, PeriodStats b, DoubleBinaryOperator cpu) {
    return sum(
        a,
        b,
        a.listeners().open() + b.listeners().open(),
        Math.max(a.messages().sent(), b.messages().sent()),
        cpu);
  }

  private static PeriodStats sum(
      PeriodStats a, PeriodStats b, int open, int sent, DoubleBinaryOperator cpu) {
    return new PeriodStats(
        Math.max(a.atMillis(), b.atMillis()),
        a.phase().compareTo(b.phase()) >= 0 ? a.phase() : b.phase(),
        new PeriodStats.Listeners(open, a.listeners().opened() + b.listeners().opened()),
        new PeriodStats.Messages(sent, a.messages().expected() + b.messages().expected()),
        a.deliveries().plus(b.deliveries()),
        both(a.injector(), b.injector(), cpu));
  }

  private static Injector both(Injector a, Injector b, DoubleBinaryOperator cpu) {
    return new Injector(
        Math.max(a.lagP99Micros(), b.lagP99Micros()),
        Math.max(a.hiccupMicros(), b.hiccupMicros()),
        cpu.applyAsDouble(a.cpuPercent(), b.cpuPercent()));
  }
}
