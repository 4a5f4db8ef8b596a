package dev.chatctl.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dashboard file. <code>${name}</code> is filled in once; a row of metrics, or an alarm, that
 * holds <code>{{name}}</code> is repeated for each function, table, operation, queue, route or
 * alarm. A widget whose rows are all repeated for nothing is left out. Terraform does the same in
 * infra/terraform/modules/observability/dashboards.tf.
 */
final class Template {
  private static final Pattern VALUE = Pattern.compile("\\$\\{([a-z_0-9]+)}");
  private static final Pattern REPEATED = Pattern.compile("\\{\\{([a-z_]+)}}");
  // JSON has no place for ${...} in the place of a number, so a threshold is quoted until then.
  private static final Pattern QUOTED_NUMBER = Pattern.compile("\"value\": *\"(-?[0-9.]+)\"");

  private final String text;

  Template(String text) {
    this.text = text;
  }

  /**
   * The dashboard's body for a deployment.
   *
   * @throws JsonProcessingException if the file is not JSON
   * @throws IllegalArgumentException naming a place that nothing fills
   */
  JsonNode fill(Deployment deployment) throws JsonProcessingException {
    String filled =
        QUOTED_NUMBER
            .matcher(replace(text, VALUE, values(deployment)))
            .replaceAll(Matcher.quoteReplacement("\"value\": ") + "$1");
    JsonNode body = JsonTrees.parse(filled);
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    var widgets = JsonNodeFactory.instance.arrayNode();
    for (JsonNode widget : body.path("widgets")) {
      boolean keep = true;
      if (widget.get("properties") instanceof ObjectNode properties) {
        for (String name : List.of("metrics", "alarms")) {
          if (properties.get(name) instanceof ArrayNode rows) {
            ArrayNode repeated = repeat(rows, deployment);
            properties.set(name, repeated);
            keep = !repeated.isEmpty();
          }
        }
      }
      if (keep) {
        widgets.add(widget);
      }
    }
    object.set("widgets", widgets);
    return object;
  }

  private static ArrayNode repeat(ArrayNode rows, Deployment deployment)
      throws JsonProcessingException {
    var repeated = JsonNodeFactory.instance.arrayNode();
    for (JsonNode row : rows) {
      String json = row.toString();
      for (Map<String, String> values : Repeat.of(json).over(deployment).toList()) {
        repeated.add(JsonTrees.parse(replace(json, REPEATED, values)));
      }
    }
    return repeated;
  }

  private static String replace(String text, Pattern place, Map<String, String> values) {
    return place
        .matcher(text)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "%s: nothing fills it (expected: one of %s)"
                        .formatted(match.group(), values.keySet()));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static Map<String, String> values(Deployment deployment) {
    var values = new TreeMap<String, String>();
    values.put("service", deployment.api().service());
    values.put("stage", deployment.api().stage());
    values.put("region", deployment.api().region());
    values.put("api_id", deployment.api().id());
    values.put("price_per_million_messages", "1");
    values.put(
        "log_sources",
        deployment.functions().values().stream()
            .map(function -> "SOURCE '" + function.logGroup() + "'")
            .collect(Collectors.joining(" | ")));
    deployment.thresholds().forEach((name, value) -> values.put("threshold_" + name, plain(value)));
    return values;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
