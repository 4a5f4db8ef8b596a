package dev.chatctl.loadtest;

import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.DeliveryCounts;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
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
import dev.chatctl.loadtest.report.ShardMerge;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.Phase;
import dev.chatctl.loadtest.stats.Seen;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Results in which no two numbers are the same: whoever takes one for the other, on the way to a
 * file, back or through a merge, is found out.
 */
public final class DistinctResults {
  private static final int SHARDS = 2;
  private static final int ROOMS = 3;
  private static final int MESSAGES = 5;
  private static final List<Phase> PHASES = List.of(Phase.values());

  private DistinctResults() {}

  /** What one of two processes leaves, the second having been stopped. */
  public static Results ofShard(int shard) {
    Shard share = new Shard(shard, SHARDS);
    return new Results(
        facts(share),
        messages(shard),
        curves(shard),
        recipients(share),
        timeline(shard),
        hists(shard));
  }

  /** The run of both. */
  public static Results merged() {
    return ShardMerge.of(
        List.of(ofShard(0), ofShard(1)), List.of("loadtest", "soak", "--shards=2"));
  }

  private static RunFacts facts(Shard share) {
    int k = share.index() + 1;
    boolean second = k == 2;
    return new RunFacts(
        new Identity(
            2,
            "run-7",
            "soak",
            List.of("loadtest", "soak", "--shard", share.toString()),
            "2026-01-01T00:00:0" + k + "Z",
            1,
            share.toString(),
            "ws://127.0.0.1/" + k),
        new Load(
            new Load.Population(1001 * k, ROOMS, 17, 1013 * k, List.of()),
            new Load.Messages(MESSAGES + 6, 19.5, 67, 1019 * k),
            new Load.Terms(1021 * k, 30_000, true)),
        new Counters(
            1031L * k,
            1033L * k,
            1039L * k,
            "{\"type\":\"joined\"}" + k,
            Map.of(
                "too_long",
                new Seen(1049L * k, "{\"code\":\"too_long\"}" + k),
                "code_" + k,
                new Seen(1050L, "{}")),
            1051L * k,
            new SocketUsage.Total(1111L * k, 1112L * k, 1113L * k, 1114.5 * k)),
        new ConnectionStats.Snapshot(
            1061 * k,
            1063 * k,
            1069 * k,
            1087 * k,
            new TreeMap<>(Map.of("HTTP 429", 1091L * k, "HTTP 50" + k, 1093L)),
            new TreeMap<>(Map.of("1001", 1097L * k, "100" + (5 + k), 1103L)),
            new ConnectionStats.Cuts(
                1104L * k,
                1105L * k + 1106,
                new TreeMap<>(Map.of("1001", 1105L * k, "100" + (5 + k), 1106L)))),
        new Generator(12.5 * k, 3.25 * k, 0.125 * k, 50_000_000L * k, 1107L * k),
        new Ending(second ? "every listener's socket was closed" : null, second, false, 4.5 + k),
        new ClockOffsets(0, 0),
        new TreeMap<>(Map.of("cpus", "2", "java", "VM", "machine", "boot", "os", "Linux " + k)));
  }

  private static List<MessageTally> messages(int shard) {
    List<MessageTally> messages = new ArrayList<>();
    for (int m = 0; m < MESSAGES; m++) {
      int n = (shard * MESSAGES + m) * 100;
      messages.add(
          m == 3 && shard == 1
              ? MessageTally.unsent(
                  new MessageTally.Message(m, 3, 0, 700_000_000L + m * 50_000_000L))
              : new MessageTally(
                  new MessageTally.Message(m, m % 4, m / 4, 700_000_000L + m * 50_000_000L),
                  false,
                  new MessageTally.Recipients(n + 31, n + 32, n + 33, n + 30, n + 34),
                  n + 35,
                  new MessageTally.Arrivals(
                      m == 4 ? OptionalLong.empty() : OptionalLong.of(1_000_000L + n * 1000L),
                      m == 4 ? OptionalLong.empty() : OptionalLong.of(2_000_000L + n * 3000L))));
    }
    return messages;
  }

  private static ArrivalCurves curves(int shard) {
    ArrivalCurves curves = new ArrivalCurves(MESSAGES + 6);
    for (int m = 0; m < MESSAGES; m++) {
      curves.add(m, 7 + m, 41 + shard);
      curves.add(m, 20 + m, 51 + m);
    }
    return curves;
  }

  private static List<RecipientRow> recipients(Shard share) {
    List<RecipientRow> rows = new ArrayList<>();
    for (int r = 0; r < 4; r++) {
      int number = share.number(r);
      rows.add(
          new RecipientRow(number, number % ROOMS, 100 + number, 2000L + number, 300 + number));
    }
    return rows;
  }

  private static List<PeriodStats> timeline(int shard) {
    List<PeriodStats> timeline = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int n = (shard * 3 + i) * 100;
      timeline.add(
          new PeriodStats(
              1_767_225_600_000L + i * 1000L + shard,
              PHASES.get(i + shard),
              new PeriodStats.Listeners(n + 61, n + 62),
              new PeriodStats.Messages(n + 63, n + 64),
              new DeliveryCounts(n + 65, n + 66, n + 67, n + 68),
              new PeriodStats.Injector(n + 69, n + 70, n / 100.0 + 0.5)));
    }
    return timeline;
  }

  private static Map<String, List<Histogram>> hists(int shard) {
    Map<String, List<Histogram>> intervals = new HashMap<>();
    int metric = 1;
    for (String tag : List.of("delivery", "sendlag", "connect", "outage", "history", "paused")) {
      List<Histogram> seconds = new ArrayList<>();
      for (int s = 0; s < 4; s++) {
        // The handshakes of the first second are cold ones.
        int scale = metric * (tag.equals("connect") && s == 0 ? 400 : 10);
        seconds.add(interval(1_767_225_600_000L + s * 1000L, scale, 100 + shard));
      }
      intervals.put(tag, seconds);
      metric++;
    }
    return intervals;
  }

  private static Histogram interval(long startMillis, int scale, int values) {
    Histogram interval = Micros.histogram();
    for (int v = 1; v <= values; v++) {
      interval.recordValue((long) scale * v);
    }
    interval.setStartTimeStamp(startMillis);
    interval.setEndTimeStamp(startMillis + 1000);
    return interval;
  }
}
