package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Carries one plan out, in this process or in several. */
interface Runner {
  /**
   * Measures.
   *
   * @param folder receives what is written meanwhile
   * @param command the arguments that repeat the run
   * @throws CommandFailure when nothing could be measured
   */
  Results run(Plan plan, Path folder, List<String> command)
      throws IOException, InterruptedException;
}
