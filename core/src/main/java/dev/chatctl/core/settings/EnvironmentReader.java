package dev.chatctl.core.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings from environment variables and collects what is wrong with them, so that a
 * deployer learns of all problems at once. A faulty variable yields a stand-in value; {@link
 * #check} then keeps it from being used.
 */
final class EnvironmentReader {
  private final Map<String, String> env;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> env) {
    this.env = env;
  }

  /** An empty variable counts as absent: Terraform cannot leave one out conditionally. */
  Optional<String> text(String name) {
    return Optional.ofNullable(env.get(name)).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** Values with commas between them. */
  List<String> list(String name) {
    return text(name).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  String required(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      problems.add(name + ": absent (expected: a value)");
    }
    return value.orElse("");
  }

  int integer(String name, int fallback, int min, int max) {
    return text(name)
        .map(value -> parse(name, value, Integer::parseInt, fallback))
        .map(value -> bounded(name, value, fallback, min, max))
        .orElse(fallback);
  }

  /** A choice among names, such as on and off. */
  String oneOf(String name, String fallback, List<String> choices) {
    String value = text(name).orElse(fallback);
    if (!choices.contains(value)) {
      problems.add("%s: %s (expected: one of %s)".formatted(name, value, choices));
      return fallback;
    }
    return value;
  }

  URI requiredHttpUri(String name) {
    String value = required(name);
    return value.isEmpty() ? URI.create("http://absent") : httpUri(name, value);
  }

  Optional<URI> httpUri(String name) {
    return text(name).map(value -> httpUri(name, value));
  }

  /** Adds a problem that a single variable does not show. */
  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException with all problems, if there are any
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private URI httpUri(String name, String value) {
    URI fallback = URI.create("http://faulty");
    URI uri = parse(name, value, URI::create, fallback);
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      problems.add("%s: %s (expected: http://... or https://...)".formatted(name, value));
      return fallback;
    }
    return uri;
  }

  private int bounded(String name, int value, int fallback, int min, int max) {
    if (value < min || value > max) {
      problems.add("%s: %d (expected: %d to %d)".formatted(name, value, min, max));
      return fallback;
    }
    return value;
  }

  private <T> T parse(String name, String value, Function<String, T> parser, T fallback) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      String kind = fallback instanceof Integer ? "an integer" : "a URL";
      problems.add("%s: %s (expected: %s)".formatted(name, value, kind));
      return fallback;
    }
  }
}
