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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression that computes a route key from a message: {@code $request.body.action}, several
 * {@code ${request.body.path}} mixed with literal text, a constant, or the escaped {@code
 * \$default}. A path that is missing gives the empty string; numbers, booleans, arrays and objects
 * are written as text ({@code [a, b]}, {@code {k=v}}).
 */
public final class SelectionExpression {
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
  private final List<Part> parts;
  private final ObjectReader json;

  private SelectionExpression(String text, List<Part> parts, boolean lenient) {
    this.text = text;
    this.json = lenient ? LENIENT : STRICT;
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException naming the text and the rule when it is none
   */
  public static SelectionExpression parse(String text) {
    return parse(text, false);
  }

  /** As {@link #parse(String)}; a lenient one takes messages with unquoted names for JSON too. */
  public static SelectionExpression parse(String text, boolean lenientJson) {
    if (text.isEmpty()) {
      throw invalid(text);
    }
    Matcher bare = BARE.matcher(text);
    if (bare.matches()) {
      return new SelectionExpression(text, List.of(new Variable(path(bare.group(1)))), lenientJson);
    }
    List<Part> parts = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(text);
    int from = 0;
    while (variable.find()) {
      addLiteral(parts, text, text.substring(from, variable.start()));
      parts.add(new Variable(path(variable.group(1))));
      from = variable.end();
    }
    addLiteral(parts, text, text.substring(from));
    return new SelectionExpression(text, parts, lenientJson);
  }

  /**
   * The route key a message asks for, or empty when the message is not JSON (AWS: such a message
   * goes to {@code $default} even under a constant expression).
   */
  public Optional<String> evaluate(String message) {
    JsonNode body;
    try {
      body = json.readValue(message);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
    if (body == null || body.isMissingNode()) {
      return Optional.empty();
    }
    if (parts.size() == 1) {
      return Optional.of(parts.getFirst().text(body));
    }
    StringBuilder key = new StringBuilder();
    parts.forEach(part -> key.append(part.text(body)));
    return Optional.of(key.toString());
  }

  @Override
  public String toString() {
    return text;
  }

  private static List<String> path(String dotted) {
    return List.of(dotted.substring(1).split("\\."));
  }

  private static void addLiteral(List<Part> parts, String whole, String literal) {
    String unescaped = literal.replace("\\$", "");
    if (unescaped.contains("$")) {
      throw invalid(whole);
    }
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.replace("\\$", "$")));
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("route selection expression: '" + text + "' " + RULE);
  }

  private sealed interface Part {
    String text(JsonNode body);
  }

  private record Literal(String value) implements Part {
    @Override
    public String text(JsonNode body) {
      return value;
    }
  }

  private record Variable(List<String> path) implements Part {
    @Override
    public String text(JsonNode body) {
      JsonNode node = body;
      for (String name : path) {
        node = node.path(name);
      }
      return stringify(node);
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
}
