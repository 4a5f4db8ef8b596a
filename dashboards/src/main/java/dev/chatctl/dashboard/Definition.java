package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.core.definition.ApiDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** What the definition file tells about a deployment: how everything is called. */
final class Definition {
  private static final String ACCOUNT = "111122223333";

  private final JsonNode json = JsonTrees.resource(ApiDefinition.class, "chat-api.json");

  /** A deployment whose names begin with the definition's own and this suffix. */
  Deployment deployed(String suffix, String stage, String region, String apiId) {
    String service = json.path("name").asText();
    String prefix = service + suffix;
    var routes = new ArrayList<String>();
    json.path("routes").fieldNames().forEachRemaining(routes::add);
    return new Deployment(
        new Deployment.Api(service, stage, region, apiId, routes),
        named(
            "functions",
            prefix,
            (key, name) -> new Deployment.Function(name, "/aws/lambda/" + name)),
        named("tables", prefix, (key, name) -> new Deployment.Table(name, operations(key))),
        named("queues", prefix, (key, name) -> new Deployment.Queue(name, name + "-dead-letters")),
        List.of("arn:aws:cloudwatch:%s:%s:alarm:%s-unhealthy".formatted(region, ACCOUNT, prefix)),
        thresholds());
  }

  private <T> SortedMap<String, T> named(
      String kind, String prefix, BiFunction<String, String, T> made) {
    var named = new TreeMap<String, T>();
    json.path(kind)
        .fieldNames()
        .forEachRemaining(
            key -> named.put(key, made.apply(key, prefix + "-" + key.replace('_', '-'))));
    return named;
  }

  /** Which operations a table sees, as the functions' permissions tell. */
  private List<String> operations(String table) {
    var operations = new HashSet<String>();
    for (JsonNode function : json.path("functions")) {
      function
          .at("/permissions/tables")
          .path(table)
          .forEach(action -> operations.add(action.asText()));
    }
    return List.copyOf(operations);
  }

  private static SortedMap<String, Double> thresholds() {
    var thresholds = new TreeMap<String, Double>();
    JsonTrees.resource(Definition.class, "thresholds.json")
        .properties()
        .forEach(entry -> thresholds.put(entry.getKey(), entry.getValue().asDouble()));
    return thresholds;
  }
}
