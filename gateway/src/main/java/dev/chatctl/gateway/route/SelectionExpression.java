package dev.chatctl.gateway.route;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression that computes a route key from a message: {@code $request.body.action}, several
 * {@code ${request.body.path}} mixed with literal text, a constant, or the escaped {@code
 * \$default}. A path that is missing gives the empty string; numbers, booleans, arrays and objects
 * are written as text ({@code [a, b]}, {@code {k=v}}).
 */
final class SelectionExpression {
  private static final String RULE =
      "(expected: $request.body.<path>, literal text with ${request.body.<path>}, or \\$default)";
  private static final String PATH = "request\\.body((?:\\.[A-Za-z0-9_-]+)+)";
  private static final Pattern BARE = Pattern.compile("\\$" + PATH);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{" + PATH + "}");
  // Trailing tokens make a text something else than JSON: `{"action":"a"} x` goes to $default.
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);
  private static final ObjectReader LENIENT =
      STRICT.with(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES);

  private final String text;
  private final List<Function<JsonNode, String>> parts = new ArrayList<>();
  private final ObjectReader json;

  private SelectionExpression(String text, boolean lenientJson) {
    this.text = text;
    this.json = lenientJson ? LENIENT : STRICT;
    if (text.isEmpty()) {
      throw invalid();
    }
    String braced = BARE.matcher(text).matches() ? "${" + text.substring(1) + "}" : text;
    Matcher variable = VARIABLE.matcher(braced);
    int from = 0;
    while (variable.find()) {
      addLiteral(braced.substring(from, variable.start()));
      List<String> path = List.of(variable.group(1).substring(1).split("\\."));
      parts.add(body -> stringify(at(body, path)));
      from = variable.end();
    }
    addLiteral(braced.substring(from));
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException naming the text and the rule when it is none
   */
  static SelectionExpression parse(String text) {
    return parse(text, false);
  }

  /** As {@link #parse(String)}; a lenient one takes messages with unquoted names for JSON too. */
  static SelectionExpression parse(String text, boolean lenientJson) {
    return new SelectionExpression(text, lenientJson);
  }

  /**
   * The route key a message asks for, or empty when the message is not JSON (AWS: such a message
   * goes to {@code $default} even under a constant expression).
   */
  Optional<String> evaluate(String message) {
    JsonNode body;
    try {
      body = json.readValue(message);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
    if (body == null || body.isMissingNode()) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder();
    parts.forEach(part -> key.append(part.apply(body)));
    return Optional.of(key.toString());
  }

  @Override
  public String toString() {
    return text;
  }

  private void addLiteral(String literal) {
    if (literal.replace("\\$", "").contains("$")) {
      throw invalid();
    }
    String value = literal.replace("\\$", "$");
    parts.add(body -> value);
  }

  private IllegalArgumentException invalid() {
    return new IllegalArgumentException("route selection expression: '" + text + "' " + RULE);
  }

  private static JsonNode at(JsonNode body, List<String> path) {
    JsonNode node = body;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  private static String stringify(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (node.isArray()) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      node.forEach(item -> items.add(stringify(item)));
      return items.toString();
    }
    if (node.isObject()) {
      StringJoiner fields = new StringJoiner(", ", "{", "}");
      node.properties().forEach(f -> fields.add(f.getKey() + "=" + stringify(f.getValue())));
      return fields.toString();
    }
    return node.asText();
  }
}
