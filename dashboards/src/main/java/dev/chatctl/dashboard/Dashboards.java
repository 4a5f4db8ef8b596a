package dev.chatctl.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The dashboards of this project, by the name of their file without its ending. */
public final class Dashboards {
  private static final List<String> NAMES =
      List.of("overview", "fan-out", "functions", "storage", "load-test");

  private Dashboards() {}

  /** In the order they are to be read. */
  public static List<String> names() {
    return NAMES;
  }

  /** The body of a dashboard for a deployment, as CloudWatch takes it. */
  public static JsonNode body(String name, Deployment deployment) {
    try {
      return new Template(text(name)).fill(deployment);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + ".json: " + e.getOriginalMessage(), e);
    }
  }

  /** The file as it is, with its places to fill in. */
  public static String text(String name) {
    return JsonTrees.text(Dashboards.class, name + ".json");
  }
}
