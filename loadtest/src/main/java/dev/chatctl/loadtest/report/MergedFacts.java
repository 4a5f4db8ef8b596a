package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The facts of a run that several processes made. */
final class MergedFacts {
  private MergedFacts() {}

  static RunFacts of(List<Results> shards, long expected, List<String> command) {
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
