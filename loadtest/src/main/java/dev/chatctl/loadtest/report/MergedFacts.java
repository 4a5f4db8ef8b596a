package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts of a run that several processes made. */
final class MergedFacts {
  private MergedFacts() {}

  static RunFacts of(List<Results> shards, long expected, List<String> command) {
    List<RunFacts> all = shards.stream().map(Results::facts).toList();
    RunFacts first = all.getFirst();
    Counters counters = sum(all, RunFacts::counters, Counters::plus);
    return new RunFacts(
        first.identity().merged(all.size(), command),
        sum(all, RunFacts::load, Load::plus),
        counters.expecting(expected),
        sum(all, RunFacts::connections, MergedFacts::both),
        generator(all),
        Ending.of(all.stream().map(RunFacts::ending).toList()),
        ClockOffsets.of(shards),
        first.environment());
  }

  private static <T> T sum(
      Collection<RunFacts> all, Function<RunFacts, T> part, BinaryOperator<T> plus) {
    return all.stream().map(part).reduce(plus).orElseThrow();
  }

  private static Generator generator(List<RunFacts> all) {
    return all.stream().collect(Collectors.groupingBy(RunFacts::machine)).values().stream()
        .map(machine -> sum(machine, RunFacts::generator, Generator::plus))
        .reduce(Generator::beside)
        .orElseThrow();
  }

  private static ConnectionStats.Snapshot both(
      ConnectionStats.Snapshot a, ConnectionStats.Snapshot b) {
    return new ConnectionStats.Snapshot(
        a.opened() + b.opened(),
        a.reopened() + b.reopened(),
        a.failed() + b.failed(),
        a.open() + b.open(),
        ConnectionStats.sum(a.failures(), b.failures()),
        ConnectionStats.sum(a.closes(), b.closes()),
        a.cuts().plus(b.cuts()));
  }
}
