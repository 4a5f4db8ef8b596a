package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which run it was.
 *
 * @param version of the results' files
 * @param command the arguments that repeat it
 * @param startedAt start of the measured phase, ISO 8601
 * @param shards processes it ran in
 * @param shard which of them this is, as in 1/3; absent when merged
 * @param url the endpoint, without its query, which may hold a token
 */
public record Identity(
    int version,
    String runId,
    String scenario,
    List<String> command,
    String startedAt,
    int shards,
    @Nullable String shard,
    String url) {
  /** The version that is written, and the only one that is read. */
  static final int VERSION = 2;

  public Identity {
    command = List.copyOf(command);
  }

  static Identity of(RunResult result, List<String> command) {
    Plan plan = result.plan();
    return new Identity(
        VERSION,
        plan.runId(),
        plan.scenario(),
        command,
        result.startedAt().toString(),
        1,
        plan.shard().toString(),
        plan.system().shownUrl());
  }

  /** The whole run, of which this is the first shard. */
  Identity merged(int count, List<String> wholeCommand) {
    return new Identity(version, runId, scenario, wholeCommand, startedAt, count, null, url);
  }
}
