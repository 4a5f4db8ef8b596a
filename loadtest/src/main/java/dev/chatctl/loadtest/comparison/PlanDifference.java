package dev.chatctl.loadtest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.report.RunFacts;
import java.util.Optional;

/** What two runs were asked to do differently: they cannot be compared. */
public final class PlanDifference {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sent and awaited for a bounded time: how many there were is the system's doing. */
  private static final String WARM_UPS = "warmUps";

  private PlanDifference() {}

  /** The first difference, in words. */
  public static Optional<String> between(RunFacts one, RunFacts other) {
    ObjectNode here = plan(one);
    ObjectNode there = plan(other);
    return here.properties().stream()
        .filter(field -> !field.getValue().equals(there.get(field.getKey())))
        .map(
            field -> field.getKey() + ": " + field.getValue() + " and " + there.get(field.getKey()))
        .findFirst();
  }

  private static ObjectNode plan(RunFacts facts) {
    ObjectNode plan = JSON.valueToTree(facts.load());
    plan.put("scenario", facts.identity().scenario());
    JsonNode unused = plan.remove(WARM_UPS);
    return plan;
  }
}
