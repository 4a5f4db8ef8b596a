package dev.chatctl.admin.chat;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The steps of a description that lead to a text in a frame. */
final class Trail {
  private Trail() {}

  /** To the text: through JSON, JSON within JSON, and what stands around it. */
  static List<Map<String, String>> to(String text, String frame) {
    List<Map<String, String>> steps = new ArrayList<>();
    String within = frame;
    for (Optional<Place> place = place(text, within); place.isPresent(); ) {
      steps.add(Map.of("jmespath", place.get().path()));
      within = place.get().value();
      place = place(text, within);
    }
    int at = within.indexOf(text);
    if (at > 0 || at + text.length() < within.length() || steps.isEmpty()) {
      steps.add(
          Map.of(
              "pattern",
              "\\A"
                  + around(within.substring(0, at))
                  + "((?s:.*))"
                  + around(within.substring(at + text.length()))
                  + "\\z"));
    }
    return steps;
  }

  /** What stands there, other digits and names of connections being as good. */
  private static String around(String text) {
    return text.isEmpty() ? "" : text.length() < 4 ? Pattern.quote(text) : "(?s:.{1,200}?)";
  }

  private record Place(String path, String value) {}

  private static Optional<Place> place(String text, String frame) {
    try {
      return find(text, Json.parseObject(frame), "");
    } catch (JsonFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Place> find(String text, @Nullable Object value, String path) {
    return switch (value) {
      case String found when found.contains(text) -> Optional.of(new Place(path, found));
      case JsonObject object ->
          object.names().stream()
              .flatMap(
                  name ->
                      find(
                          text,
                          object.value(name),
                          path + (path.isEmpty() ? "" : ".") + identifier(name))
                          .stream())
              .findFirst();
      case List<?> list ->
          list.stream().flatMap(each -> find(text, each, path + "[]").stream()).findFirst();
      case null, default -> Optional.empty();
    };
  }

  private static String identifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : '"' + name.replace("\"", "\\\"") + '"';
  }
}
