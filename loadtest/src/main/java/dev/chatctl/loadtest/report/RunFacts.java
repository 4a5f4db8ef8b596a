package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a run, {@code run.json}: what was asked for, where it ran, and the counts that
 * the tables beside it do not hold.
 *
 * @param command the arguments that repeat it
 * @param startedAt start of the measured phase, ISO 8601
 * @param shards processes it ran in
 * @param shard which of them this is, as in 1/3; absent when merged
 * @param url the endpoint, without its query, which may hold a token
 * @param clients listeners
 * @param planned measured messages planned
 * @param readers connections that ask for the history
 * @param reconnects whether listeners are meant to be cut off and to return
 * @param expected deliveries if every message sent reaches everybody in its room, found from the
 *     rooms of messages and recipients alone
 * @param strangers frames that carried no marker of this run
 * @param refusals answers to publishers that refuse a message
 * @param unanswered history requests without an answer before the deadline
 * @param cpuShare share of a machine that its processes there used while measuring, at most
 * @param residentBytes memory of all its processes at most, while measuring; 0 where unknown
 * @param stopped why it ended before its plan did, if so
 * @param unavailable whether it stopped because the other side was, or went, away
 * @param interrupted whether it stopped because somebody asked for it
 * @param clockOffsetMillis largest offset found between two shards' clocks
 * @param clockErrorMillis how far off that may be
 */
public record RunFacts(
    String runId,
    String scenario,
    List<String> command,
    String startedAt,
    int shards,
    @Nullable String shard,
    String url,
    int clients,
    int rooms,
    int publishers,
    int readers,
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
    double cpuShare,
    long residentBytes,
    @Nullable String stopped,
    boolean unavailable,
    boolean interrupted,
    double clockOffsetMillis,
    double clockErrorMillis,
    Map<String, String> environment) {

  public RunFacts {
    command = List.copyOf(command);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** Of a run in this process. */
  static RunFacts of(
      Outcome outcome, long expected, List<String> command, Map<String, String> environment) {
    Plan plan = outcome.plan();
    return new RunFacts(
        plan.runId(),
        plan.scenario(),
        command,
        outcome.startedAt().toString(),
        1,
        plan.shard().toString(),
        Plan.withoutQuery(plan.url()),
        plan.listeners(),
        plan.audience().rooms(),
        plan.schedule().publishers(),
        plan.readers(),
        plan.schedule().messages(),
        plan.traffic().rate(),
        plan.traffic().payloadBytes(),
        outcome.warmUps(),
        plan.connecting().rate(),
        plan.traffic().deadline().toMillis(),
        plan.connecting().reconnect(),
        expected,
        outcome.counts().reordered(),
        outcome.counts().strangers(),
        outcome.refusals(),
        outcome.unanswered(),
        outcome.crowd(),
        outcome.measured().toNanos() / 1e9,
        outcome.cpu().toNanos() / 1e9,
        cpuShare(outcome, environment),
        outcome.residentBytes(),
        outcome.stopped().orElse(null),
        outcome.unavailable(),
        outcome.interrupted(),
        0,
        0,
        environment);
  }

  private static double cpuShare(Outcome outcome, Map<String, String> environment) {
    int cpus = Integer.parseInt(environment.getOrDefault(Environment.CPUS, "1"));
    return (double) outcome.cpu().toNanos() / Math.max(1, outcome.measured().toNanos()) / cpus;
  }

  /** The machine it ran on; empty where unknown, which makes all of those one. */
  String machine() {
    return environment.getOrDefault(Environment.MACHINE, "");
  }
}
