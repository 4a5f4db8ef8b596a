package dev.chatctl.loadtest.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.loadtest.plan.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step of a ramp adds to the verdict of all: what went wrong before the last step went wrong
 * all the same. Steps are given as their summaries.
 */
public final class Step {
  private Step() {}

  /** One for each step: whether all was well in it. */
  public static List<Verdict.Check> checks(List<JsonNode> steps) {
    return steps.stream().map(Step::check).toList();
  }

  private static Verdict.Check check(JsonNode step) {
    List<String> wrong = texts(step.path("flaws"));
    for (JsonNode rule : step.path("slo")) {
      if (!rule.path("passed").booleanValue()) {
        wrong.add(rule.path("rule").asText() + ": " + rule.path("found").asText());
      }
    }
    return new Verdict.Check(
        name(step),
        wrong.isEmpty(),
        wrong.isEmpty()
            ? Text.format("time to last p50 %.2f ms", step.at("/time_to_last_ms/p50").doubleValue())
            : String.join("; ", wrong));
  }

  /** Why the numbers of steps are not the system's, if they are not. */
  public static List<String> spoiled(List<JsonNode> steps) {
    return steps.stream()
        .filter(step -> !step.path("valid").booleanValue())
        .map(step -> name(step) + ": " + String.join("; ", texts(step.path("invalid_reasons"))))
        .toList();
  }

  private static String name(JsonNode step) {
    return Text.format("step of %,d listeners", step.path("clients").intValue());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
