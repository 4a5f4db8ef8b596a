package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.Seen;
import dev.chatctl.loadtest.stats.SocketUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param startedAt when the measured phase began; when the run began, if it never did
 * @param stop why it ended before its plan did, if so
 * @param account what became of each message whose time to be sent came
 * @param connections the listeners'
 * @param samples what was seen as it went on
 */
public record RunResult(
    Plan plan,
    Instant startedAt,
    Optional<Stop> stop,
    Ledger.Account account,
    Requests requests,
    ConnectionStats.Snapshot connections,
    Samples samples,
    Usage usage) {
  /**
   * What else was sent, and answered.
   *
   * @param warmUps warm-up broadcasts sent
   * @param unanswered history requests without an answer before the deadline
   * @param errors answers that refuse what was sent, by their code
   * @param strangers frames that nobody asked for
   * @param usage what is billed of the sockets
   */
  public record Requests(
      int warmUps,
      long unanswered,
      Map<String, Seen> errors,
      Map<String, Seen> strangers,
      SocketUsage.Total usage) {}

  /**
   * What was seen second by second.
   *
   * @param latencies over the measured phase, and of connecting
   */
  public record Samples(List<PeriodStats> timeline, LatencyHistograms latencies) {}

  /**
   * What measuring took.
   *
   * @param measured length of the measured phase, until the last arrival or the end of waiting
   * @param cpu CPU time of this process in it
   * @param lingered how long it listened on after that
   * @param longestPause for which this process could not run, if any was long
   * @param residentBytes memory of this process at most in it; 0 where unknown
   */
  public record Usage(
      Duration measured,
      Duration cpu,
      Duration lingered,
      Duration longestPause,
      long residentBytes) {}
}
