package dev.chatctl.loadtest.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is judged by. */
final class VerdictOptions {
  @Option(
      names = "--slo",
      paramLabel = "'METRIC < VALUE'",
      description =
          "A number of summary.json and what it must be, as in 'time_to_last_ms.p99 < 500'; may be"
              + " repeated.")
  @Nullable List<String> slos;

  @Option(names = "--slo-file", paramLabel = "FILE", description = "More of them, one a line.")
  @Nullable Path sloFile;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = "Results of an earlier run to compare with.")
  @Nullable Path baseline;
}
