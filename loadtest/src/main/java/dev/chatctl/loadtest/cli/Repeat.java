package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same run several times, as {@code compare} likes it: how runs differ is only then known. */
final class Repeat {
  /** What tells most about all of them comes first. */
  private static final List<Integer> GRAVEST_FIRST =
      Stream.of(ExitCode.INTERRUPTED, ExitCode.UNAVAILABLE, ExitCode.PARTIAL, ExitCode.NOT_VALID)
          .map(ExitCode::code)
          .toList();

  private final Runner runner;
  private final Conclusion conclusion;

  Repeat(Runner runner, Conclusion conclusion) {
    this.runner = runner;
    this.conclusion = conclusion;
  }

  /**
   * Runs one after the other, until one does not go through its plan.
   *
   * @return the gravest of their exit codes
   */
  int run(List<Plan> plans, Path folder, List<String> command)
      throws IOException, InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (Plan plan : plans) {
      Path own = Files.createDirectories(folder.resolve("run-" + (codes.size() + 1)));
      Results results = runner.run(plan, own, command);
      codes.add(conclusion.of(results, own));
      if (!results.facts().ending().complete()) {
        break;
      }
    }
    return GRAVEST_FIRST.stream().filter(codes::contains).findFirst().orElse(ExitCode.OK.code());
  }
}
