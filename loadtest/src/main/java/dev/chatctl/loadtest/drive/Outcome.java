package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Recipient;
import dev.chatctl.loadtest.plan.Plan;
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
 * @param counts totals of all lanes
 * @param latencies histograms over the measured phase, and of connecting
 * @param crowd the listeners' connections
 * @param refusals answers to publishers that refuse a message
 * @param unanswered history requests without an answer before the deadline
 * @param warmUps warm-up broadcasts sent
 * @param measured length of the measured phase, until the last arrival or the end of waiting
 * @param residentBytes memory of this process at most, while it measured; 0 where unknown
 * @param cpu CPU time of this process during the measured phase
 */
public record Outcome(
    Plan plan,
    Instant startedAt,
    List<MessageTally> tallies,
    ArrivalCurves curves,
    List<Recipient> recipients,
    List<Tick> ticks,
    Optional<String> stopped,
    boolean unavailable,
    boolean interrupted,
    Counts counts,
    Latencies latencies,
    Crowd.Snapshot crowd,
    long refusals,
    long unanswered,
    int warmUps,
    Duration measured,
    long residentBytes,
    Duration cpu) {

  public Outcome {
    tallies = List.copyOf(tallies);
    recipients = List.copyOf(recipients);
    ticks = List.copyOf(ticks);
  }

  /** Measured messages whose time to be sent came. */
  public int sent() {
    return tallies.size();
  }
}
