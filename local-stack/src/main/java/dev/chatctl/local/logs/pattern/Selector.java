package dev.chatctl.local.logs.pattern;

import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path to a member: $.user.names[0] or $['a.b'].
 *
 * @param steps names, and indexes of arrays as Integers
 */
record Selector(List<Object> steps) {
  private static final String NAME_ENDS = ".[=!<>)}&|";

  static Selector parse(Scanner scanner) {
    scanner.expect("$");
    var steps = new ArrayList<Object>();
    while (true) {
      if (scanner.take(".")) {
        if (scanner.peek() != '[') {
          steps.add(name(scanner));
        }
      } else if (scanner.take("[")) {
        steps.add(bracket(scanner));
        scanner.expect("]");
      } else {
        break;
      }
    }
    if (steps.isEmpty()) {
      throw scanner.failure("expected: a member, such as $.level");
    }
    return new Selector(List.copyOf(steps));
  }

  /** The member's value; empty if it is absent or null. */
  Optional<Object> select(JsonObject json) {
    return Optional.ofNullable(walk(json, steps.size()));
  }

  boolean isPresentIn(JsonObject json) {
    Object parent = walk(json, steps.size() - 1);
    return switch (parent) {
      case JsonObject object -> object.has(String.valueOf(steps.getLast()));
      case List<?> list -> steps.getLast() instanceof Integer index && index < list.size();
      case null, default -> false;
    };
  }

  private @Nullable Object walk(JsonObject json, int depth) {
    Object value = json;
    for (Object step : steps.subList(0, depth)) {
      if (value instanceof JsonObject object && step instanceof String name) {
        value = object.value(name);
      } else if (value instanceof List<?> list
          && step instanceof Integer index
          && index < list.size()) {
        value = list.get(index);
      } else {
        return null;
      }
    }
    return value;
  }

  private static String name(Scanner scanner) {
    String name = scanner.until(NAME_ENDS);
    if (name.isEmpty()) {
      throw scanner.failure("expected: a member's name");
    }
    return name;
  }

  private static Object bracket(Scanner scanner) {
    if (scanner.peek() == '\'') {
      return scanner.between('\'');
    }
    if (scanner.peek() == '"') {
      return scanner.between('"');
    }
    String index = scanner.until("]");
    if (!index.matches("\\d{1,6}")) {
      throw scanner.failure("expected: an index or a quoted name");
    }
    return Integer.valueOf(index);
  }
}
