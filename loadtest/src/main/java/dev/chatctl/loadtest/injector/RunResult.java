package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
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
   * @param refusals answers to publishers that refuse a message
   * @param unanswered history requests without an answer before the deadline
   */
  public record Requests(int warmUps, long refusals, long unanswered) {}

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
   * @param residentBytes memory of this process at most in it; 0 where unknown
   */
  public record Usage(Duration measured, Duration cpu, long residentBytes) {}
}
