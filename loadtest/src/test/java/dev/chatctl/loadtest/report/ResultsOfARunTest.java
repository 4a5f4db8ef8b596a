package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.injector.Stop;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.DeliveryCounts;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.ConnectionSettings;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Population;
import dev.chatctl.loadtest.plan.RunClock;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.plan.SystemUnderTest;
import dev.chatctl.loadtest.plan.Traffic;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.IntervalSink;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.stats.Seen;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a run in this process, no two numbers of which are the same. */
class ResultsOfARunTest {
  private static final Plan PLAN =
      new Plan(
          "run-7",
          "soak",
          new SystemUnderTest(
              URI.create("ws://127.0.0.1/dev?token=secret"),
              Optional.empty(),
              Optional.empty(),
              Chats.ENVELOPE),
          new Population(40, 3, false, 22, 1.5),
          new Traffic(
              Schedule.constant(11, 5, 4, 3),
              5,
              67,
              13,
              Duration.ofSeconds(30),
              Duration.ofSeconds(5)),
          new ConnectionSettings(500, 200, true, 0, Optional.empty(), Optional.empty()),
          new Shard(1, 2),
          RunClock.MACHINE);

  private static final SocketUsage.Total USAGE = new SocketUsage.Total(21, 23, 25, 27.5);

  private static RunFacts facts(Optional<Stop> stop) {
    Counts counts = new Counts(new DeliveryCounts(101, 103, 107, 109), 113, 127);
    RunResult result =
        new RunResult(
            PLAN,
            Instant.parse("2026-01-01T00:00:00Z"),
            stop,
            new Ledger.Account(List.of(), new ArrivalCurves(11), List.of(), counts),
            new RunResult.Requests(
                6,
                137,
                Map.of("no", new Seen(131, "{}")),
                Map.of("", new Seen(127, "hello")),
                USAGE),
            new ConnectionStats.Snapshot(20, 19, 18, 17, Map.of(), Map.of(), RunFixture.UNCUT),
            new RunResult.Samples(
                List.of(),
                new LatencyHistograms(
                    new Ledger(PLAN.schedule(), List.of(), Duration.ofSeconds(30)),
                    IntervalSink.NONE)),
            new RunResult.Usage(
                Duration.ofSeconds(8),
                Duration.ofSeconds(2),
                Duration.ofMillis(5050),
                Duration.ofMillis(151),
                999));
    return Results.of(result, List.of("loadtest", "soak"), Map.of("cpus", "2"), Map.of()).facts();
  }

  @Test
  void keepsEachNumberUnderItsName() {
    RunFacts facts = facts(Optional.empty());

    assertThat(facts.identity())
        .isEqualTo(
            new Identity(
                2,
                "run-7",
                "soak",
                List.of("loadtest", "soak"),
                "2026-01-01T00:00:00Z",
                1,
                "2/2",
                "ws://127.0.0.1/dev"));
    assertThat(facts.load())
        .isEqualTo(
            new Load(
                new Load.Population(20, 3, 4, 11, List.of()),
                new Load.Messages(11, 5, 67, 6),
                new Load.Terms(500, 30_000, true)));
    assertThat(facts.counters())
        .isEqualTo(
            new Counters(0, 109, 127, "hello", Map.of("no", new Seen(131, "{}")), 137, USAGE));
    assertThat(facts.generator()).isEqualTo(new Generator(8, 2, 0.125, 999, 151));
    assertThat(facts.ending()).isEqualTo(new Ending(null, false, false, 5.05));
  }

  @ParameterizedTest
  @CsvSource({"SYSTEM, true, false", "INJECTOR, false, false", "USER, false, true"})
  void knowsWhoseDoingAnEarlyEndWas(Stop.Cause cause, boolean unavailable, boolean interrupted) {
    assertThat(facts(Optional.of(new Stop("why", cause))).ending())
        .isEqualTo(new Ending("why", unavailable, interrupted, 5.05));
  }
}
