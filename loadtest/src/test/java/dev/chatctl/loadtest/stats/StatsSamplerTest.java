package dev.chatctl.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.DeliveryCounts;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.LoopAccount;
import dev.chatctl.loadtest.ledger.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class StatsSamplerTest {
  private static final long MILLI = 1_000_000;

  private final Ledger ledger =
      new Ledger(Schedule.constant(20, 10, 1, 1), List.of(0, 1, 2), Duration.ofSeconds(1));
  private final List<String> told = new ArrayList<>();
  private final IntervalSink sink =
      new IntervalSink() {
        @Override
        public void second(PeriodStats period, int offered, Histogram timesToLast) {
          told.add("second, offered " + offered + ", complete " + timesToLast.getTotalCount());
        }

        @Override
        public void accept(String tag, Histogram interval) {
          told.add(tag + " " + interval.getTotalCount());
        }
      };
  private final LatencyHistograms latencies = new LatencyHistograms(ledger, sink);
  private RunStatus status = status(Phase.CONNECTING, 0, 0, 0, 0, Counts.ZERO);
  private final StatsSampler sampler =
      new StatsSampler(() -> status, ledger, latencies, sink, System::nanoTime);

  private static RunStatus status(
      Phase phase, int opened, int reopened, int sent, int offered, Counts counts) {
    return new RunStatus(
        phase,
        new ConnectionStats.Snapshot(
            opened, reopened, 1, opened - 2, Map.of(), Map.of(), RunFixture.UNCUT),
        5,
        sent,
        offered,
        java.time.Duration.ZERO,
        60,
        counts);
  }

  private PeriodStats sample() {
    told.clear();
    sampler.sample();
    return sampler.timeline().getLast();
  }

  @Test
  void tellsWhatWasNewInEachSecond() {
    status =
        status(Phase.MEASURING, 30, 4, 7, 11, new Counts(new DeliveryCounts(100, 20, 3, 40), 5, 6));
    PeriodStats first = sample();
    assertThat(told).containsExactly("second, offered 11, complete 0");
    status =
        status(Phase.DRAINING, 31, 6, 9, 14, new Counts(new DeliveryCounts(107, 31, 16, 57), 5, 6));
    PeriodStats second = sample();

    assertThat(told).containsExactly("second, offered 3, complete 0");
    assertThat(first.phase()).isEqualTo(Phase.MEASURING);
    assertThat(first.listeners()).isEqualTo(new PeriodStats.Listeners(28, 34));
    assertThat(first.messages()).isEqualTo(new PeriodStats.Messages(7, 21));
    assertThat(first.deliveries()).isEqualTo(new DeliveryCounts(100, 20, 3, 40));
    assertThat(second.phase()).isEqualTo(Phase.DRAINING);
    assertThat(second.listeners()).isEqualTo(new PeriodStats.Listeners(29, 3));
    assertThat(second.messages()).isEqualTo(new PeriodStats.Messages(2, 6));
    assertThat(second.deliveries()).isEqualTo(new DeliveryCounts(7, 11, 13, 17));
    assertThat(sampler.timeline()).containsExactly(first, second);
    assertThat(sampler.residentBytes()).isNotNegative();
  }

  @Test
  void tellsTheNinetyNinthPercentileOfTheSendLag() {
    for (int i = 1; i <= 1000; i++) {
      latencies.record(Latency.SEND_LAG, i * MILLI);
    }

    assertThat(sample().injector().lagP99Micros()).isBetween(989_000L, 991_000L);
    assertThat(sample().injector().lagP99Micros()).isZero();
  }

  @Test
  void tellsHistogramsBeforeTheSecondAndKeepsTheirTotals() {
    LoopAccount loop = ledger.newLoopAccount();
    ledger.recipients().forEach(to -> loop.arrived(to, 0, 0, 0, 5 * MILLI));
    latencies.record(Latency.SEND_LAG, MILLI);
    latencies.record(Latency.CONNECT, 2 * MILLI);
    latencies.record(Latency.CONNECT, 2 * MILLI);
    latencies.record(Latency.OUTAGE, 3 * MILLI);
    latencies.record(Latency.HISTORY, 4 * MILLI);
    status = status(Phase.MEASURING, 3, 0, 1, 1, ledger.counts());

    sample();

    assertThat(told)
        .containsExactly(
            "delivery 3",
            "connect 2",
            "outage 1",
            "history 1",
            "sendlag 1",
            "second, offered 1, complete 1");
    latencies.record(Latency.OUTAGE, 3 * MILLI);
    sample();
    assertThat(told).containsExactly("outage 1", "second, offered 0, complete 0");
    assertThat(latencies.totals())
        .allSatisfy((tag, intervals) -> assertThat(intervals).hasSize(1))
        .hasEntrySatisfying(
            "outage", outage -> assertThat(outage.getFirst().getTotalCount()).isEqualTo(2))
        .hasEntrySatisfying(
            "delivery", delivery -> assertThat(delivery.getFirst().getTotalCount()).isEqualTo(3));
  }
}
