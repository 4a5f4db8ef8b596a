package dev.chatctl.gateway.authorizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a statement's {@code Condition}. AWS: it holds when any of its values matches, a
 * negated one when none does; a key that the request does not have fails it, unless it is negated
 * or ends in {@code IfExists}.
 */
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {
  private static final String IF_EXISTS = "IfExists";

  /**
   * Reads a whole {@code Condition}; none of a missing one.
   *
   * @throws IllegalArgumentException naming the operator or the value that is not understood
   */
  static List<Condition> allOf(JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      boolean ifExists = operator.getKey().endsWith(IF_EXISTS);
      String name =
          ifExists
              ? operator.getKey().substring(0, operator.getKey().length() - IF_EXISTS.length())
              : operator.getKey();
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> values = new ArrayList<>();
        if (key.getValue().isArray()) {
          key.getValue().forEach(value -> values.add(value.asText()));
        } else {
          values.add(key.getValue().asText());
        }
        conditions.add(new Condition(Operator.named(name), ifExists, key.getKey(), values));
      }
    }
    return conditions;
  }

  Condition {
    values = List.copyOf(values);
    values.forEach(operator::check);
  }

  boolean holds(ConditionKeys keys) {
    String actual = keys.value(key);
    if (operator == Operator.NULL) {
      return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == (actual == null));
    }
    if (actual == null) {
      return ifExists || operator.isNegated();
    }
    return values.stream().anyMatch(value -> matches(actual, value)) != operator.isNegated();
  }

  private boolean matches(String actual, @Nullable String value) {
    return value != null && operator.matches(actual, value);
  }
}
