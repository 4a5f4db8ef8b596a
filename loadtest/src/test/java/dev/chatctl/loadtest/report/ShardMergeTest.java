package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.loadtest.DistinctResults;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.DeliveryCounts;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardMergeTest {
  private static final int MESSAGES = 30;

  @TempDir private Path folder;

  private static RunFacts facts(String runId, int clients, Shard shard) {
    RunFixture run = new RunFixture();
    run.shard = shard;
    run.runId = runId;
    run.clients = clients;
    run.publishers = 2;
    run.planned = MESSAGES;
    return run.facts();
  }

  /** Deals the deliveries of one run to shards, by recipient. */
  private static final class Deal {
    private final List<List<Long>> nanos = new ArrayList<>();
    private final Histogram micros = new Histogram(600_000_000, 3);
    private final ArrivalCurves curves = new ArrivalCurves(MESSAGES);
    private final int clients;

    Deal(int clients) {
      this.clients = clients;
      for (int m = 0; m < MESSAGES; m++) {
        nanos.add(new ArrayList<>());
      }
    }

    void arrive(int message, long latencyNanos) {
      nanos.get(message).add(latencyNanos);
      micros.recordValue(latencyNanos / 1000);
      curves.add(message, latencyNanos / 1000);
    }

    Results results() {
      return results(Shard.WHOLE);
    }

    Results results(Shard shard) {
      List<MessageTally> tallies = new ArrayList<>();
      for (int m = 0; m < MESSAGES; m++) {
        List<Long> all = nanos.get(m);
        var first = all.stream().mapToLong(Long::longValue).min();
        var last = all.stream().mapToLong(Long::longValue).max();
        tallies.add(
            new MessageTally(
                new MessageTally.Message(m, m % 2, m / 2, m),
                false,
                new MessageTally.Recipients(all.size(), 0, clients - all.size(), 0, 0),
                0,
                new MessageTally.Arrivals(first, last)));
      }
      micros.setStartTimeStamp(1000);
      micros.setEndTimeStamp(2000);
      return new Results(
          facts("run", clients, shard),
          tallies,
          curves,
          IntStream.range(0, clients)
              .mapToObj(r -> new RecipientRow(shard.number(r), 0, 1, 5, 1))
              .toList(),
          List.of(
              new PeriodStats(
                  5000,
                  Phase.MEASURING,
                  new PeriodStats.Listeners(clients, 0),
                  new PeriodStats.Messages(1, 2),
                  new DeliveryCounts(2, 0, 0, 0),
                  new PeriodStats.Injector(9, 8, 12.5))),
          Map.of("delivery", List.of(micros)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofShardsEqualsTheSingleRunExactly(long seed) throws IOException {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(5);
    int perShard = 1 + random.nextInt(40);
    Deal whole = new Deal(count * perShard);
    List<Deal> deals = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      Deal deal = new Deal(perShard);
      deals.add(deal);
      for (int m = 0; m < MESSAGES; m++) {
        for (int r = 0; r < perShard; r++) {
          if (random.nextInt(50) > 0) {
            long latency = (long) (Math.exp(random.nextDouble() * 16) * 1000);
            deal.arrive(m, latency);
            whole.arrive(m, latency);
          }
        }
      }
    }
    List<Results> shards = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      Path own = java.nio.file.Files.createDirectories(folder.resolve("shard-" + s));
      Results shard = deals.get(s).results(new Shard(s, count));
      ResultsStore.write(shard, own);
      ResultsStore.writeHistogramsIfAbsent(shard, own);
      shards.add(ResultsStore.unchecked(own));
    }

    Results merged = ShardMerge.of(shards, List.of());

    Results single = whole.results();
    assertThat(merged.total("delivery")).isEqualTo(single.total("delivery"));
    assertThat(merged.messages()).isEqualTo(single.messages());
    for (int m = 0; m < MESSAGES; m++) {
      assertThat(merged.curves().of(m)).isEqualTo(single.curves().of(m));
    }
    assertThat(merged.facts().load().population().clients())
        .isEqualTo(single.facts().load().population().clients());
    assertThat(merged.facts().counters().expected())
        .isEqualTo(single.facts().counters().expected());
    Summary a = Summary.of(merged);
    Summary b = Summary.of(single);
    assertThat(a.timings()).isEqualTo(b.timings());
    assertThat(a.deliveries()).isEqualTo(b.deliveries());
  }

  @Test
  void refusesShardsOfDifferentRuns() {
    Results one = new Deal(1).results();
    Results other =
        new Results(
            facts("other", 1, Shard.WHOLE),
            one.messages(),
            one.curves(),
            one.recipients(),
            one.timeline(),
            one.intervals());

    assertThatThrownBy(() -> ShardMerge.of(List.of(one, other), List.of()))
        .hasMessage("runs: [run, other] (expected: shards of one run)");
  }

  @Test
  void putsShardsInOrderAndRefusesGapsAndRepeats() {
    Results first = new Deal(1).results(new Shard(0, 3));
    Results second = new Deal(1).results(new Shard(1, 3));
    Results third = new Deal(1).results(new Shard(2, 3));

    assertThat(ShardMerge.inOrder(List.of(third, first, second)))
        .containsExactly(first, second, third);
    assertThatThrownBy(() -> ShardMerge.inOrder(List.of(third, first)))
        .hasMessage("shards: [1/3, 3/3] (expected: each of 3 once)");
    assertThatThrownBy(() -> ShardMerge.inOrder(List.of(first, second, second, third)))
        .hasMessage("shards: [1/3, 2/3, 2/3, 3/3] (expected: each of 3 once)");
  }

  private static PeriodStats period(long atMillis, int open, long received, double cpuPercent) {
    return new PeriodStats(
        atMillis,
        Phase.MEASURING,
        new PeriodStats.Listeners(open, 0),
        new PeriodStats.Messages(1, received),
        new DeliveryCounts(received, 0, 0, 0),
        new PeriodStats.Injector(9, 8, cpuPercent));
  }

  private static Results with(Shard shard, String machine, PeriodStats... ticks) {
    RunFixture run = new RunFixture();
    run.shard = shard;
    run.machine = machine;
    return run.results(List.of(), List.of(ticks), Map.of());
  }

  @Test
  void addsLevelsOnceHoweverManyLooksASecondHas() {
    Results twice = with(new Shard(0, 2), "a", period(5000, 10, 3, 20), period(5990, 12, 4, 10));
    Results once = with(new Shard(1, 2), "a", period(5500, 7, 5, 30));

    assertThat(ShardMerge.of(List.of(twice, once), List.of()).timeline())
        .containsExactly(
            new PeriodStats(
                5990,
                Phase.MEASURING,
                new PeriodStats.Listeners(19, 0),
                new PeriodStats.Messages(2, 12),
                new DeliveryCounts(12, 0, 0, 0),
                new PeriodStats.Injector(9, 8, 50)));
  }

  @Test
  void addsTheCpuOfOneMachineOnly() {
    Results here = with(new Shard(0, 3), "a", period(5000, 1, 1, 40));
    Results beside = with(new Shard(1, 3), "a", period(5000, 1, 1, 30));
    Results elsewhere = with(new Shard(2, 3), "b", period(5000, 1, 1, 60));

    Results merged = ShardMerge.of(List.of(here, beside, elsewhere), List.of());

    assertThat(merged.facts().generator().cpuShare()).isEqualTo(2 * RunFixture.CPU_SHARE);
    assertThat(merged.timeline())
        .extracting(period -> period.injector().cpuPercent())
        .containsExactly(70.0);
  }

  @Test
  void knowsAMessageThatReachedOneShardOnly() {
    Deal here = new Deal(1);
    here.arrive(0, 3_000_000);
    Deal there = new Deal(1);
    there.arrive(1, 4_000_000);

    List<MessageTally> messages =
        ShardMerge.of(
                List.of(here.results(new Shard(0, 2)), there.results(new Shard(1, 2))), List.of())
            .messages();

    assertThat(messages.get(0).arrivals().firstNanos()).hasValue(3_000_000);
    assertThat(messages.get(0).arrivals().lastNanos()).hasValue(3_000_000);
    assertThat(messages.get(1).arrivals().firstNanos()).hasValue(4_000_000);
    assertThat(messages.get(1).arrivals().lastNanos()).hasValue(4_000_000);
    assertThat(messages.get(2).arrivals().firstNanos()).isEmpty();
  }

  @Test
  void keepsIntervalsInTheOrderOfTime() {
    assertThat(DistinctResults.merged().intervals().values())
        .hasSize(6)
        .allSatisfy(
            intervals ->
                assertThat(intervals)
                    .hasSize(8)
                    .isSortedAccordingTo(Comparator.comparingLong(Histogram::getStartTimeStamp)));
  }

  @Test
  void namesWhoInterruptedOnlyWhereNobodyStoppedForAReason() {
    Ending planned = new Ending(null, false, false, 6);
    Ending interrupted = new Ending("interrupted", false, true, 6);
    Ending gone = new Ending("the server went", true, false, 6);

    assertThat(Ending.of(List.of(planned, interrupted))).isEqualTo(interrupted);
    assertThat(Ending.of(List.of(interrupted, gone, planned))).isEqualTo(gone);
    assertThat(Ending.of(List.of(planned, planned))).isEqualTo(planned);
  }

  @Test
  void findsHowFarTwoClocksAreApart() {
    long offset = 7_000_000;
    Deal here = new Deal(1);
    Deal there = new Deal(1);
    for (int m = 0; m < MESSAGES; m++) {
      // Publishers take turns: even messages are of shard 1, odd ones of shard 2.
      here.arrive(m, 2_000_000 - (m % 2 == 1 ? offset : 0) + 6_000_000);
      there.arrive(m, 2_000_000 + (m % 2 == 0 ? offset : 0) + 6_000_000);
    }

    ClockOffsets clocks =
        ClockOffsets.of(List.of(here.results(new Shard(0, 2)), there.results(new Shard(1, 2))));

    assertThat(clocks.largestMillis()).isEqualTo(7.0);
    assertThat(OptionalLong.of(8)).hasValue((long) clocks.errorMillis());
  }
}
