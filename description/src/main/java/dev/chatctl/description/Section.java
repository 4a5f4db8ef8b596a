package dev.chatctl.description;

import dev.chatctl.cli.Guess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An object of a description as it is read: each member is taken once, what nobody takes is a
 * problem, and so is what cannot be read. Problems are noted, and reading goes on.
 */
final class Section {
  private final String path;
  private final Map<?, ?> members;
  private final List<DescriptionProblem> problems;
  private final List<String> known = new ArrayList<>();

  private Section(String path, Map<?, ?> members, List<DescriptionProblem> problems) {
    this.path = path;
    this.members = members;
    this.problems = problems;
  }

  /** Reads an object; anything else is a problem, and read as an empty one. */
  static <T> T read(
      String path,
      LocatedValue value,
      List<DescriptionProblem> problems,
      Function<Section, T> reader) {
    boolean isObject = value.value() instanceof Map<?, ?>;
    if (!isObject) {
      String what = path.isEmpty() ? "description" : path;
      problems.add(
          new DescriptionProblem(
              value.line(), what + ": " + value.kind() + " (expected: an object)"));
    }
    Map<?, ?> members = value.value() instanceof Map<?, ?> object ? object : Map.of();
    Section section = new Section(path, members, problems);
    T read = reader.apply(section);
    section.refuseTheUnknown();
    return read;
  }

  private void refuseTheUnknown() {
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            problem(
                (LocatedValue) value,
                (String) name,
                "unknown"
                    + Guess.closestTo((String) name, known)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse(" (expected: " + String.join(", ", known) + ")"));
          }
        });
  }

  private void problem(LocatedValue at, String member, String text) {
    problems.add(new DescriptionProblem(at.line(), path(member) + ": " + text));
  }

  private String path(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  /** The member, if it is there. */
  private Optional<LocatedValue> take(String name) {
    known.add(name);
    return Optional.ofNullable((LocatedValue) members.get(name));
  }

  /** A member that is read, or found wrong, by that; it throws what is wrong. */
  <T> Optional<T> member(String name, BiFunction<String, LocatedValue, T> reader) {
    return take(name).flatMap(value -> attempt(name, value, reader));
  }

  private <T> Optional<T> attempt(
      String name, LocatedValue value, BiFunction<String, LocatedValue, T> reader) {
    try {
      return Optional.of(reader.apply(path(name), value));
    } catch (IllegalArgumentException e) {
      problem(value, name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  Optional<String> text(String name) {
    return member(name, (path, value) -> text(value));
  }

  static String text(LocatedValue value) {
    if (value.value() instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(value.kind() + " (expected: a string)");
  }

  /** A member that is true or false. */
  boolean truth(String name, boolean otherwise) {
    return member(
            name,
            (path, value) -> {
              if (value.value() instanceof Boolean truth) {
                return truth;
              }
              throw new IllegalArgumentException(value.kind() + " (expected: true or false)");
            })
        .orElse(otherwise);
  }

  /** An object within. */
  <T> Optional<T> section(String name, Function<Section, T> reader) {
    return member(name, (path, value) -> read(path, value, problems, reader));
  }

  /** The elements of an array; a single value is one of one. */
  <T> List<T> list(String name, BiFunction<String, LocatedValue, T> reader) {
    List<T> read = new ArrayList<>();
    take(name)
        .ifPresent(
            value -> {
              List<?> elements = value.value() instanceof List<?> list ? list : List.of(value);
              for (int i = 0; i < elements.size(); i++) {
                attempt(name + "[" + i + "]", (LocatedValue) elements.get(i), reader)
                    .ifPresent(read::add);
              }
            });
    return List.copyOf(read);
  }

  /** Objects in an array. */
  <T> List<T> sections(String name, Function<Section, T> reader) {
    return list(name, (path, value) -> read(path, value, problems, reader));
  }

  /** Members of any names. */
  <T> Map<String, T> map(String name, BiFunction<String, LocatedValue, T> reader) {
    return section(
            name,
            section -> {
              Map<String, T> map = new LinkedHashMap<>();
              for (Object member : section.members.keySet()) {
                section
                    .member((String) member, reader)
                    .ifPresent(it -> map.put((String) member, it));
              }
              return map;
            })
        .orElse(Map.of());
  }

  /** Notes that something is wrong with a member, or that it is not there. */
  void refuse(String name, String text) {
    LocatedValue at = (LocatedValue) members.get(name);
    int first =
        members.values().stream().mapToInt(it -> ((LocatedValue) it).line()).min().orElse(1);
    problems.add(new DescriptionProblem(at == null ? first : at.line(), path(name) + ": " + text));
  }

  boolean has(String name) {
    return members.containsKey(name);
  }
}
