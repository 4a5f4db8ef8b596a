package dev.chatctl.local.logs.pattern;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on the members of a line that is a JSON object: { $.level = "ERROR" }. */
final class JsonPattern implements FilterPattern {
  private static final String VALUE_ENDS = "})&|";

  private final Predicate<JsonObject> condition;

  private JsonPattern(Predicate<JsonObject> condition) {
    this.condition = condition;
  }

  static JsonPattern parse(String text) {
    var scanner = new Scanner(text);
    scanner.expect("{");
    Predicate<JsonObject> condition = Conditions.parse(scanner, JsonPattern::condition);
    scanner.expect("}");
    if (!scanner.atEnd()) {
      throw scanner.failure("expected: nothing after }");
    }
    return new JsonPattern(condition);
  }

  @Override
  public boolean matches(String message) {
    try {
      return condition.test(Json.parseObject(message));
    } catch (JsonFormatException e) {
      return false; // the pattern is about JSON lines only
    }
  }

  private static Predicate<JsonObject> condition(Scanner scanner) {
    Selector selector = Selector.parse(scanner);
    if (scanner.takeWord("IS")) {
      return state(scanner, selector);
    }
    if (scanner.takeWord("NOT")) {
      if (!scanner.takeWord("EXISTS")) {
        throw scanner.failure("expected: EXISTS");
      }
      return json -> !selector.isPresentIn(json);
    }
    Operator comparison =
        Operator.parse(scanner)
            .orElseThrow(() -> scanner.failure("expected: =, !=, <, <=, >, >=, IS or NOT EXISTS"));
    Value value = Value.parse(scanner, VALUE_ENDS);
    return json ->
        selector.select(json).stream().anyMatch(member -> test(member, comparison, value));
  }

  private static Predicate<JsonObject> state(Scanner scanner, Selector selector) {
    if (scanner.takeWord("NULL")) {
      return json -> selector.isPresentIn(json) && selector.select(json).isEmpty();
    }
    boolean expected = scanner.takeWord("TRUE");
    if (!expected && !scanner.takeWord("FALSE")) {
      throw scanner.failure("expected: NULL, TRUE or FALSE");
    }
    return json -> selector.select(json).equals(Optional.of(expected));
  }

  private static boolean test(@Nullable Object member, Operator comparison, Value value) {
    return switch (member) {
      case Long number -> comparison.test(BigDecimal.valueOf(number), value);
      case Double number -> comparison.test(BigDecimal.valueOf(number), value);
      case String text -> comparison.test(text, value);
      case Boolean flag -> comparison.test(flag.toString(), value);
      case List<?> list -> list.stream().anyMatch(element -> test(element, comparison, value));
      case null, default -> false;
    };
  }
}
