package dev.chatctl.gateway.authorizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of a statement's {@code Condition}. AWS: it holds when any of its values matches, a
 * negated one when none does; a key that the request does not have fails it, unless it is negated
 * or ends in {@code IfExists}.
 */
record Condition(ConditionOperator operator, boolean ifExists, String key, List<String> values) {
  /**
   * Reads a whole {@code Condition}; none of a missing one.
   *
   * @throws IllegalArgumentException naming the operator or the value that is not understood
   */
  static List<Condition> allOf(JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : entries(node)) {
      String name = entry.getKey().replaceFirst("IfExists$", "");
      boolean ifExists = !name.equals(entry.getKey());
      ConditionOperator operator = ConditionOperator.named(name);
      for (Map.Entry<String, JsonNode> key : entries(entry.getValue())) {
        conditions.add(new Condition(operator, ifExists, key.getKey(), values(key.getValue())));
      }
    }
    return conditions;
  }

  Condition {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "Condition: no value of " + key + " (expected: at least one)");
    }
    values.forEach(operator::check);
  }

  private static Set<Map.Entry<String, JsonNode>> entries(JsonNode node) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw new IllegalArgumentException("Condition: " + node + " (expected: an object)");
    }
    return node.properties();
  }

  private static List<String> values(JsonNode node) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.isArray() ? node : List.of(node)) {
      if (value.isContainerNode() || value.isNull()) {
        throw new IllegalArgumentException("Condition: " + value + " (expected: a text)");
      }
      values.add(value.asText());
    }
    return values;
  }

  boolean holds(ConditionKeys keys) {
    String actual = keys.value(key);
    if (operator == ConditionOperator.NULL) {
      return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == (actual == null));
    }
    if (actual == null) {
      return ifExists || operator.isNegated();
    }
    return values.stream().anyMatch(value -> operator.matches(actual, value))
        != operator.isNegated();
  }
}
