package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.injector.Stop;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param stopped why before its plan did, if so
 * @param unavailable whether because the other side was, or went, away
 * @param interrupted whether because somebody asked for it
 * @param lingeredSeconds how long it listened on after the last arrival, or the last deadline
 */
public record Ending(
    @Nullable String stopped, boolean unavailable, boolean interrupted, double lingeredSeconds) {

  static Ending of(RunResult result) {
    Optional<Stop> stop = result.stop();
    return new Ending(
        stop.map(Stop::reason).orElse(null),
        stop.filter(it -> it.cause() == Stop.Cause.SYSTEM).isPresent(),
        stop.filter(it -> it.cause() == Stop.Cause.USER).isPresent(),
        result.usage().lingered().toMillis() / 1e3);
  }

  /** Of a run in several processes: one that is interrupted because another stopped is not why. */
  static Ending of(List<Ending> shards) {
    Ending stop =
        shards.stream()
            .filter(shard -> !shard.complete())
            .min(Comparator.comparing(Ending::interrupted))
            .orElse(shards.getFirst());
    return new Ending(
        stop.stopped,
        shards.stream().anyMatch(Ending::unavailable),
        stop.interrupted,
        shards.stream().mapToDouble(Ending::lingeredSeconds).min().orElse(0));
  }

  /** Whether the run went through its whole plan. */
  public boolean complete() {
    return stopped == null;
  }
}
