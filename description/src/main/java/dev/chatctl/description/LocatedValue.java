package dev.chatctl.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a file.
 *
 * @param value a String, Number or Boolean, null, or a List or Map of these records
 * @param line where it begins, from 1
 */
record LocatedValue(@Nullable Object value, int line) {
  /** The same without the lines. */
  @Nullable Object plain() {
    return switch (value) {
      case List<?> list -> list.stream().map(each -> ((LocatedValue) each).plain()).toList();
      case Map<?, ?> map -> plain(map);
      case null, default -> value;
    };
  }

  private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
    var plain = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, member) -> plain.put((String) name, ((LocatedValue) member).plain()));
    return plain;
  }

  /** What it is, for messages. */
  String kind() {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text + '"';
      case List<?> list -> "an array";
      case Map<?, ?> map ->
          map.isEmpty()
              ? "{}"
              : "an object with "
                  + map.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }
}
