package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same broadcast to ever more listeners, until one of them misses a delivery or the time to
 * last is more than twice what the step before foretells: that is the knee.
 */
final class Ramp {
  private static final double KNEE = 2;

  private final Runner runner;
  private final Conclusion conclusion;

  Ramp(Runner runner, Conclusion conclusion) {
    this.runner = runner;
    this.conclusion = conclusion;
  }

  /**
   * Runs step by step.
   *
   * @param plans one for each step, N growing
   */
  int run(List<Plan> plans, Path folder, List<String> command)
      throws IOException, InterruptedException {
    List<JsonNode> steps = new ArrayList<>();
    for (Plan plan : plans) {
      Path own = Files.createDirectories(folder.resolve("n-" + plan.population().clients()));
      Results results = runner.run(plan, own, command);
      steps.add(conclusion.write(results, own));
      boolean knee = isKnee(steps);
      boolean complete = results.facts().ending().complete();
      if (knee || !complete || plan.equals(plans.getLast())) {
        int clients = plan.population().clients();
        if (complete) {
          conclusion.remark((knee ? "knee at " : "no knee up to ") + clients + " listeners");
        }
        return conclusion.of(results, folder, steps);
      }
    }
    throw new IllegalStateException("a ramp without steps");
  }

  /** Whether the last step broke the line that the steps before it made. */
  static boolean isKnee(List<JsonNode> steps) {
    JsonNode last = steps.getLast();
    if (last.path("delivery_ratio").doubleValue() < 1) {
      return true;
    }
    if (steps.size() < 2) {
      return false;
    }
    JsonNode before = steps.get(steps.size() - 2);
    double foretold =
        before.at("/time_to_last_ms/p50").doubleValue()
            * last.path("clients").doubleValue()
            / before.path("clients").doubleValue();
    return last.at("/time_to_last_ms/p50").doubleValue() > KNEE * foretold;
  }
}
