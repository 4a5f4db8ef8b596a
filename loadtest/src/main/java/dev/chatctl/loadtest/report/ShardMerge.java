package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Makes one result of the shards of one run, without loss: histograms are added, never averaged,
 * and a message's last arrival is the last of all shards.
 */
public final class ShardMerge {
  private ShardMerge() {}

  /**
   * The shards in their order.
   *
   * @throws IllegalArgumentException when one is missing or there twice
   */
  public static List<Results> inOrder(List<Results> shards) {
    List<Results> sorted =
        shards.stream().sorted(Comparator.comparingInt(s -> shard(s).index())).toList();
    List<Shard> there = sorted.stream().map(ShardMerge::shard).toList();
    int count = there.getFirst().count();
    List<Shard> all = IntStream.range(0, count).mapToObj(i -> new Shard(i, count)).toList();
    if (!there.equals(all)) {
      throw new IllegalArgumentException(
          "shards: " + there + " (expected: each of " + count + " once)");
    }
    return sorted;
  }

  static Shard shard(Results results) {
    String shard = results.facts().identity().shard();
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
    List<String> runs =
        shards.stream().map(shard -> shard.facts().identity().runId()).distinct().toList();
    if (runs.size() != 1) {
      throw new IllegalArgumentException("runs: " + runs + " (expected: shards of one run)");
    }
    // A message that one shard did not get to see due was cut short for all.
    int sent = shards.stream().mapToInt(shard -> shard.messages().size()).min().orElse(0);
    List<MessageTally> messages = new ArrayList<>(sent);
    for (int m = 0; m < sent; m++) {
      int message = m;
      messages.add(
          shards.stream()
              .map(s -> s.messages().get(message))
              .reduce(MessageTally::plus)
              .orElseThrow());
    }
    List<RecipientRow> recipients =
        shards.stream()
            .flatMap(shard -> shard.recipients().stream())
            .sorted(Comparator.comparingInt(RecipientRow::number))
            .toList();
    Load load = shards.getFirst().facts().load();
    long expected = Expected.deliveries(messages, recipients, load.population());
    ArrivalCurves curves = new ArrivalCurves(load.messages().planned());
    shards.forEach(shard -> curves.add(shard.curves()));
    return new Results(
        MergedFacts.of(shards, expected, command),
        messages,
        curves,
        recipients,
        MergedTimeline.of(shards),
        intervals(shards));
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
}
