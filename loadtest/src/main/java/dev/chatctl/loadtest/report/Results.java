package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.stats.PeriodStats;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Everything a run leaves behind, from one process or merged from several.
 *
 * @param messages one entry for each message sent, in the order they were due
 * @param recipients one entry for each listener
 * @param intervals histograms of each second, microseconds, by metric
 */
public record Results(
    RunFacts facts,
    List<MessageTally> messages,
    ArrivalCurves curves,
    List<RecipientRow> recipients,
    List<PeriodStats> timeline,
    Map<String, List<Histogram>> intervals) {

  public Results {
    messages = List.copyOf(messages);
    recipients = List.copyOf(recipients);
    timeline = List.copyOf(timeline);
    intervals = Map.copyOf(intervals);
  }

  /**
   * Of a run in this process.
   *
   * @param intervals what its histogram log holds
   */
  public static Results of(
      RunResult result,
      List<String> command,
      Map<String, String> environment,
      Map<String, List<Histogram>> intervals) {
    List<RecipientRow> recipients =
        result.account().recipients().stream().map(RecipientRow::of).toList();
    long expected =
        Expected.deliveries(result.account().tallies(), recipients, Load.of(result).population());
    return new Results(
        RunFacts.of(result, expected, command, environment),
        result.account().tallies(),
        result.account().curves(),
        recipients,
        result.samples().timeline(),
        intervals);
  }

  /** The messages that were sent. */
  public Stream<MessageTally> sent() {
    return messages.stream().filter(message -> !message.unsent());
  }

  /** All intervals of a metric added up; empty if nothing was recorded. */
  public Histogram total(String metric) {
    Histogram total = Micros.histogram();
    intervals.getOrDefault(metric, List.of()).forEach(total::add);
    return total;
  }
}
