package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.core.definition.ApiDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What the definition file tells about a deployment: how everything is called. */
final class Definition {
  private static final String ACCOUNT = "111122223333";

  private final JsonNode json = JsonTrees.resource(ApiDefinition.class, "chat-api.json");

  String name() {
    return json.path("name").asText();
  }

  /** A deployment as Terraform names it, under the definition's own name. */
  Deployment deployed(String stage, String region, String apiId) {
    return deployed(json.path("name").asText() + "-" + stage, stage, region, apiId);
  }

  /** A deployment whose names begin with {@code prefix}. */
  Deployment deployed(String prefix, String stage, String region, String apiId) {
    Function<String, String> name = key -> prefix + "-" + key.replace('_', '-');
    return new Deployment(
        json.path("name").asText(),
        stage,
        region,
        apiId,
        names(json.path("routes")),
        named(json.path("functions"), name),
        named(json.path("functions"), key -> "/aws/lambda/" + name.apply(key)),
        named(json.path("tables"), name),
        operations(),
        named(
            json.path("queues"),
            key -> new Deployment.Queue(name.apply(key), name.apply(key) + "-dead-letters")),
        List.of("arn:aws:cloudwatch:%s:%s:alarm:%s-unhealthy".formatted(region, ACCOUNT, prefix)),
        Thresholds.standard());
  }

  /** Which operations each table sees, as the functions' permissions tell. */
  Map<String, List<String>> operations() {
    var operations = new TreeMap<String, TreeSet<String>>();
    for (JsonNode function : json.path("functions")) {
      function
          .at("/permissions/tables")
          .properties()
          .forEach(
              table ->
                  table
                      .getValue()
                      .forEach(
                          action ->
                              operations
                                  .computeIfAbsent(table.getKey(), key -> new TreeSet<>())
                                  .add(action.asText())));
    }
    var lists = new TreeMap<String, List<String>>();
    operations.forEach((table, actions) -> lists.put(table, List.copyOf(actions)));
    return lists;
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static <T> Map<String, T> named(JsonNode object, Function<String, T> name) {
    var named = new TreeMap<String, T>();
    names(object).forEach(key -> named.put(key, name.apply(key)));
    return named;
  }
}
