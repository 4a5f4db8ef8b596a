package dev.chatctl.gateway.route;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.invoke.LambdaFunction;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One route of an API: its key, the function behind it and whether it answers.
 *
 * @param key {@code $connect}, {@code $disconnect}, {@code $default} or a custom key without a
 *     leading {@code $}
 * @param model says whether a message is valid, or null to take any. AWS: a JSON schema; the
 *     function is not called for an invalid message
 */
public record Route(
    String key,
    LambdaFunction function,
    RouteResponse response,
    @Nullable Predicate<String> model) {
  public static final String CONNECT = "$connect";
  public static final String DISCONNECT = "$disconnect";
  public static final String DEFAULT = "$default";

  private static final Set<String> PREDEFINED = Set.of(CONNECT, DISCONNECT, DEFAULT);

  public Route {
    requireNonNull(function, "function");
    requireNonNull(response, "response");
    if (key.isEmpty() || (key.startsWith("$") && !PREDEFINED.contains(key))) {
      throw new IllegalArgumentException(
          "route key: '%s' (expected: $connect, $disconnect, $default or a name not starting with $)"
              .formatted(key));
    }
  }
}
