package dev.chatctl.description;

import dev.chatctl.cli.Guess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values that a template may name.
 *
 * @param known single ones; those that begin with {@code client.} and {@code env.} come from the
 *     feeder and the environment
 */
record Names(Set<String> known) {
  static final Names EVERYWHERE =
      new Names(Set.of("room", "index", "run", "token", "uuid", "now.iso", "now.ms"));

  private static final List<String> FAMILIES = List.of("client.", "env.");

  /** Whether it is given to a client, rather than found by it or said. */
  static boolean isGiven(String name) {
    return EVERYWHERE.known.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
  }

  Names with(String name) {
    Set<String> more = new TreeSet<>(known);
    more.add(name);
    return new Names(more);
  }

  Names without(String name) {
    Set<String> fewer = new TreeSet<>(known);
    fewer.remove(name);
    return new Names(fewer);
  }

  /**
   * The template, whose names are all known.
   *
   * @throws IllegalArgumentException if one is not
   */
  TextTemplate check(TextTemplate template) {
    for (String name : template.names()) {
      if (!known.contains(name) && FAMILIES.stream().noneMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "${"
                + name
                + "}: unknown"
                + Guess.closestTo(name, known)
                    .map(meant -> "; did you mean ${" + meant + "}?")
                    .orElse(
                        " (expected: "
                            + String.join(", ", new TreeSet<>(known))
                            + ", client.COLUMN, env.VARIABLE)"));
      }
    }
    return template;
  }
}
