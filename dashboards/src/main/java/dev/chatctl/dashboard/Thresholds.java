package dev.chatctl.dashboard;

import java.util.Map;
import java.util.TreeMap;

/** Where alarms go off and dashboards draw a line, as in {@code thresholds.json}. */
final class Thresholds {
  private Thresholds() {}

  static Map<String, Double> standard() {
    var thresholds = new TreeMap<String, Double>();
    JsonTrees.resource(Thresholds.class, "thresholds.json")
        .properties()
        .forEach(entry -> thresholds.put(entry.getKey(), entry.getValue().asDouble()));
    return thresholds;
  }
}
