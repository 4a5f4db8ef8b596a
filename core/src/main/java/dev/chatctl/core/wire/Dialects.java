package dev.chatctl.core.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All dialects by name, in the order they are listed to users. */
public final class Dialects {
  private static final Map<String, Dialect> BY_NAME =
      byName(
          List.of(
              new Envelope(),
              TextDialect.NAME_TEXT,
              TextDialect.MESSAGE_TEXT,
              TextDialect.DATA_TEXT,
              new MessageJson()));

  private Dialects() {}

  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  public static Optional<Dialect> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The dialect of this name.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Dialect get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "dialect: %s (expected: one of %s)".formatted(name, names())));
  }

  private static Map<String, Dialect> byName(List<Dialect> dialects) {
    var map = new LinkedHashMap<String, Dialect>();
    dialects.forEach(dialect -> map.put(dialect.name(), dialect));
    return Collections.unmodifiableMap(map);
  }
}
