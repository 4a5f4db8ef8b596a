package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.drive.Tick;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
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
    List<Tick> ticks,
    Map<String, List<Histogram>> intervals) {

  public Results {
    messages = List.copyOf(messages);
    recipients = List.copyOf(recipients);
    ticks = List.copyOf(ticks);
    intervals = Map.copyOf(intervals);
  }

  /**
   * Of a run in this process.
   *
   * @param intervals what its histogram log holds
   */
  public static Results of(
      Outcome outcome,
      List<String> command,
      Map<String, String> environment,
      Map<String, List<Histogram>> intervals) {
    List<RecipientRow> recipients = outcome.recipients().stream().map(RecipientRow::of).toList();
    int rooms = outcome.plan().audience().rooms();
    long expected = Expected.deliveries(outcome.tallies(), recipients, rooms);
    return new Results(
        RunFacts.of(outcome, expected, command, environment),
        outcome.tallies(),
        outcome.curves(),
        recipients,
        outcome.ticks(),
        intervals);
  }

  /** The messages that were sent. */
  Stream<MessageTally> sent() {
    return messages.stream().filter(message -> !message.unsent());
  }

  /** All intervals of a metric added up; empty if nothing was recorded. */
  public Histogram total(String metric) {
    Histogram total = Micros.histogram();
    intervals.getOrDefault(metric, List.of()).forEach(total::add);
    return total;
  }
}
