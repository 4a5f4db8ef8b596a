package dev.chatctl.loadtest.consistency;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A promise that was not kept.
 *
 * @param kind such as {@code lost}; docs/consistency.md lists them
 * @param what in one line
 * @param history the events that prove it, and no others
 */
public record Violation(String kind, String what, List<Entry> history) {
  public Violation {
    history = List.copyOf(history);
  }

  static Violation of(String kind, String what, Observation... proof) {
    return new Violation(
        kind, what, sorted(Arrays.stream(proof).flatMap(part -> part.entries().stream())));
  }

  /** The same, shown with one line more. */
  Violation and(Entry entry) {
    return new Violation(kind, what, sorted(Stream.concat(history.stream(), Stream.of(entry))));
  }

  private static List<Entry> sorted(Stream<Entry> entries) {
    return entries.sorted(Comparator.comparingLong(Entry::at)).distinct().toList();
  }
}
