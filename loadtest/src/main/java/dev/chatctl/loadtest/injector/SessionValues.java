package dev.chatctl.loadtest.injector;

import io.gatling.core.session.Session;
import java.util.HashMap;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;

/** What a Gatling user brings with it: plain values that feeders and checks have left. */
final class SessionValues {
  /** What Gatling itself keeps there. */
  private static final String OWN = "gatling.";

  private SessionValues() {}

  static Map<String, String> of(Session session) {
    if (session.attributes().isEmpty()) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    CollectionConverters.asJava(session.attributes())
        .forEach(
            (name, value) -> {
              boolean plain = value instanceof CharSequence || value instanceof Number;
              if (plain && !name.startsWith(OWN)) {
                values.put(name, String.valueOf(value));
              }
            });
    return values;
  }
}
