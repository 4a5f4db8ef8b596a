package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.injector.Stop;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param stopped why before its plan did, if so
 * @param unavailable whether because the other side was, or went, away
 * @param interrupted whether because somebody asked for it
 */
public record Ending(@Nullable String stopped, boolean unavailable, boolean interrupted) {
  private static final Ending AS_PLANNED = new Ending(null, false, false);

  static Ending of(RunResult result) {
    return result
        .stop()
        .map(
            stop ->
                new Ending(
                    stop.reason(),
                    stop.cause() == Stop.Cause.SYSTEM,
                    stop.cause() == Stop.Cause.USER))
        .orElse(AS_PLANNED);
  }

  /** Of a run in several processes: one that is interrupted because another stopped is not why. */
  static Ending of(List<Ending> shards) {
    Ending stop =
        shards.stream()
            .filter(shard -> !shard.complete())
            .min(Comparator.comparing(Ending::interrupted))
            .orElse(AS_PLANNED);
    return new Ending(
        stop.stopped, shards.stream().anyMatch(Ending::unavailable), stop.interrupted);
  }

  /** Whether the run went through its whole plan. */
  public boolean complete() {
    return stopped == null;
  }
}
