package dev.chatctl.loadtest;

import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.report.ClockOffsets;
import dev.chatctl.loadtest.report.Counters;
import dev.chatctl.loadtest.report.Ending;
import dev.chatctl.loadtest.report.Generator;
import dev.chatctl.loadtest.report.Identity;
import dev.chatctl.loadtest.report.Load;
import dev.chatctl.loadtest.report.RecipientRow;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Results of runs that never were: everything arrived, unless told otherwise. */
public final class RunFixture {
  public static final double CPU_SHARE = 0.125;

  /** Connections that nobody ended. */
  public static final ConnectionStats.Cuts UNCUT = new ConnectionStats.Cuts(0, 0, Map.of());

  public String runId = "run";
  public int clients = 10;
  public int publishers = 1;
  public int planned = 10;
  public boolean reconnects;
  public long expected = -1;
  public long reordered;
  public long unanswered;
  public ConnectionStats.@Nullable Snapshot connections;
  public double cpuShare = CPU_SHARE;
  public int readers;
  public Shard shard = Shard.WHOLE;
  public String machine = "";
  public @Nullable String stopped;
  public double clockOffsetMillis;
  public long longestPauseMillis;
  public SocketUsage.Total usage = new SocketUsage.Total(0, 0, 0, 0);

  public RunFacts facts() {
    List<String> command = List.of("loadtest", "broadcast");
    return new RunFacts(
        new Identity(
            2,
            runId,
            "broadcast",
            command,
            "2026-01-01T00:00:00Z",
            1,
            shard.toString(),
            "ws://127.0.0.1/"),
        new Load(
            new Load.Population(clients, 1, publishers, readers, List.of()),
            new Load.Messages(planned, 10, 64, 5),
            new Load.Terms(500, 30_000, reconnects)),
        new Counters(
            expected < 0 ? (long) clients * planned : expected,
            reordered,
            0,
            null,
            Map.of(),
            unanswered,
            usage),
        connections == null
            ? new ConnectionStats.Snapshot(clients, 0, 0, clients, Map.of(), Map.of(), UNCUT)
            : connections,
        new Generator(3, 1, cpuShare, 50_000_000, longestPauseMillis),
        new Ending(stopped, false, false, 5),
        new ClockOffsets(clockOffsetMillis, 0),
        Map.of("cpus", "2", "machine", machine));
  }

  /** A message of which some are excused; all others got it within 2 ms. */
  public MessageTally message(int number, int excused) {
    return new MessageTally(
        new MessageTally.Message(
            number, number % publishers, number / publishers, number * 100_000_000L),
        false,
        new MessageTally.Recipients(clients - excused, 0, 0, 0, excused),
        0,
        new MessageTally.Arrivals(OptionalLong.of(1_000_000), OptionalLong.of(2_000_000)));
  }

  /** All that was received was received by the first. */
  private List<RecipientRow> recipients(List<MessageTally> messages) {
    int received = messages.stream().mapToInt(message -> message.recipients().received()).sum();
    return IntStream.range(0, clients)
        .mapToObj(n -> new RecipientRow(shard.number(n), 0, n == 0 ? received : 0, 5, 1))
        .toList();
  }

  public Results results(List<MessageTally> messages) {
    return results(messages, List.of(), Map.of());
  }

  public Results results(
      List<MessageTally> messages,
      List<PeriodStats> timeline,
      Map<String, List<Histogram>> intervals) {
    return new Results(
        facts(),
        messages,
        new ArrivalCurves(Math.max(1, planned)),
        recipients(messages),
        timeline,
        intervals);
  }
}
