package dev.chatctl.admin.history;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From one time on, and before another. */
final class TimeSpan {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this long ago, or this time on, e.g. 1h30m or 2026-11-20T12:00:00Z.")
  private Optional<Instant> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
  private Optional<Instant> until = Optional.empty();

  Optional<Instant> since() {
    return since;
  }

  Optional<Instant> until() {
    return until;
  }
}
