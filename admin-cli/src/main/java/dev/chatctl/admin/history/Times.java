package dev.chatctl.admin.history;

import dev.chatctl.admin.cli.Durations;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A span of time. */
final class Times {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this long ago, or this time on, e.g. 1h30m or 2026-11-20T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
  private Optional<String> until = Optional.empty();

  Optional<Instant> since(Instant now) {
    return since.map(text -> Durations.timeOf("--since", text, now));
  }

  Optional<Instant> until(Instant now) {
    return until.map(text -> Durations.timeOf("--until", text, now));
  }
}
