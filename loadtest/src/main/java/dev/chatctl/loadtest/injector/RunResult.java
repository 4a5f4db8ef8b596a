package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.ListenerAccount;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.stats.PeriodStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param startedAt when the measured phase began; when the run began, if it never did
 * @param tallies the account of each message whose time to be sent came
 * @param stopped why the run ended before its plan did, if so
 * @param unavailable whether it stopped because the other side was, or went, away
 * @param interrupted whether it stopped because somebody asked for it
 * @param counts totals of all accounts
 * @param latencies histograms over the measured phase, and of connecting
 * @param connections the listeners' connections
 * @param refusals answers to publishers that refuse a message
 * @param unanswered history requests without an answer before the deadline
 * @param warmUps warm-up broadcasts sent
 * @param measured length of the measured phase, until the last arrival or the end of waiting
 * @param residentBytes memory of this process at most, while it measured; 0 where unknown
 * @param cpu CPU time of this process during the measured phase
 */
public record RunResult(
    Plan plan,
    Instant startedAt,
    List<MessageTally> tallies,
    ArrivalCurves curves,
    List<ListenerAccount> recipients,
    List<PeriodStats> timeline,
    Optional<String> stopped,
    boolean unavailable,
    boolean interrupted,
    Counts counts,
    LatencyHistograms latencies,
    ConnectionStats.Snapshot connections,
    long refusals,
    long unanswered,
    int warmUps,
    Duration measured,
    long residentBytes,
    Duration cpu) {

  public RunResult {
    tallies = List.copyOf(tallies);
    recipients = List.copyOf(recipients);
    timeline = List.copyOf(timeline);
  }

  /** Measured messages whose time to be sent came. */
  public int sent() {
    return tallies.size();
  }
}
