package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The manifest of a run, {@code run.json}, an object without levels but for the connections and the
 * environment: what was asked for, where it ran, and the counts that the tables beside it do not
 * hold.
 */
public record RunFacts(
    @JsonUnwrapped Identity identity,
    @JsonUnwrapped Load load,
    @JsonUnwrapped Counters counters,
    ConnectionStats.Snapshot connections,
    @JsonUnwrapped Generator generator,
    @JsonUnwrapped Ending ending,
    @JsonUnwrapped ClockOffsets clocks,
    Map<String, String> environment) {

  public RunFacts {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** Of a run in this process. */
  static RunFacts of(
      RunResult result, long expected, List<String> command, Map<String, String> environment) {
    return new RunFacts(
        Identity.of(result, command),
        Load.of(result),
        Counters.of(result, expected),
        result.connections(),
        Generator.of(result, Integer.parseInt(environment.getOrDefault(Environment.CPUS, "1"))),
        Ending.of(result),
        ClockOffsets.NONE,
        environment);
  }

  /** The machine it ran on; empty where unknown, which makes all of those one. */
  String machine() {
    return environment.getOrDefault(Environment.MACHINE, "");
  }
}
