package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The metrics there are: those this project emits, and those of the AWS services it uses. */
final class Catalogue {
  /** Each namespace's metrics, and for each of them the sets of dimensions it comes with. */
  private final Map<String, Map<String, List<SortedSet<String>>>> namespaces = new TreeMap<>();

  Catalogue() {
    JsonNode aws = JsonTrees.resource(Catalogue.class, "aws-metrics.json");
    aws.properties()
        .forEach(
            entry -> {
              String namespace = entry.getValue().path("namespace").asText(entry.getKey());
              var sets = new ArrayList<SortedSet<String>>();
              entry.getValue().path("dimensions").forEach(set -> sets.add(texts(set)));
              texts(entry.getValue().path("metrics")).forEach(name -> add(namespace, name, sets));
            });
    for (Metric metric : Metric.values()) {
      add(Metric.NAMESPACE, metric.cloudWatchName(), List.of(new TreeSet<>(Dimensions.NAMES)));
    }
  }

  /** What is wrong with naming this metric with these dimensions; empty if nothing is. */
  Optional<String> problem(String namespace, String name, Set<String> dimensions) {
    Map<String, List<SortedSet<String>>> metrics = namespaces.get(namespace);
    if (metrics == null) {
      return Optional.of(
          "namespace: %s (expected: one of %s)".formatted(namespace, namespaces.keySet()));
    }
    List<SortedSet<String>> sets = metrics.get(name);
    if (sets == null) {
      return Optional.of(
          "metric: %s/%s (expected: one of %s)".formatted(namespace, name, metrics.keySet()));
    }
    return sets.contains(dimensions)
        ? Optional.empty()
        : Optional.of(
            "dimensions of %s: %s (expected: one of %s)".formatted(name, dimensions, sets));
  }

  private void add(String namespace, String name, List<SortedSet<String>> sets) {
    namespaces
        .computeIfAbsent(namespace, key -> new TreeMap<>())
        .computeIfAbsent(name, key -> new ArrayList<>())
        .addAll(sets);
  }

  private static SortedSet<String> texts(JsonNode array) {
    var texts = new TreeSet<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
