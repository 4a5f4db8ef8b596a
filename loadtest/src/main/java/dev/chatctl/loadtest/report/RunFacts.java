package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Plan;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a run, {@code run.json}: what was asked for, where it ran, and the counts that
 * the tables beside it do not hold.
 *
 * @param command the arguments that repeat it
 * @param startedAt start of the measured phase, ISO 8601
 * @param shards processes it ran in
 * @param url the endpoint, without its query, which may hold a token
 * @param clients listeners
 * @param planned measured messages planned
 * @param reconnects whether listeners are meant to be cut off and to return
 * @param expected deliveries if every message sent reaches everybody in its room
 * @param strangers frames that carried no marker of this run
 * @param refusals answers to publishers that carried no marker
 * @param unanswered history requests without an answer before the deadline
 * @param residentBytes memory of all its processes at most, while measuring; 0 where unknown
 * @param stopped why it ended before its plan did, if so
 * @param unavailable whether it stopped because the other side was, or went, away
 * @param clockOffsetMillis largest offset found between two shards' clocks
 * @param clockErrorMillis how far off that may be
 */
public record RunFacts(
    String runId,
    String scenario,
    List<String> command,
    String startedAt,
    int shards,
    String url,
    int clients,
    int rooms,
    int publishers,
    int planned,
    double rate,
    int payloadBytes,
    int warmUps,
    int connectRate,
    long deadlineMillis,
    boolean reconnects,
    long expected,
    long reordered,
    long strangers,
    long refusals,
    long unanswered,
    Crowd.Snapshot connections,
    double measuredSeconds,
    double cpuSeconds,
    long residentBytes,
    @Nullable String stopped,
    boolean unavailable,
    double clockOffsetMillis,
    double clockErrorMillis,
    Map<String, String> environment) {

  public RunFacts {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Of a run in this process. */
  static RunFacts of(Outcome outcome, List<String> command, Map<String, String> environment) {
    Plan plan = outcome.plan();
    return new RunFacts(
        plan.runId(),
        plan.scenario(),
        command,
        outcome.startedAt().toString(),
        1,
        withoutQuery(plan.url()),
        plan.listeners(),
        plan.audience().rooms(),
        plan.schedule().publishers(),
        plan.schedule().messages(),
        plan.traffic().rate(),
        plan.traffic().payloadBytes(),
        outcome.warmUps(),
        plan.connecting().rate(),
        plan.traffic().deadline().toMillis(),
        plan.connecting().reconnect(),
        outcome.tallies().stream().mapToLong(MessageTally::recipients).sum(),
        outcome.counts().reordered(),
        outcome.counts().strangers(),
        outcome.refusals(),
        outcome.unanswered(),
        outcome.crowd(),
        outcome.measured().toNanos() / 1e9,
        outcome.cpu().toNanos() / 1e9,
        outcome.residentBytes(),
        outcome.stopped().orElse(null),
        outcome.unavailable(),
        0,
        0,
        environment);
  }

  private static String withoutQuery(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }
}
