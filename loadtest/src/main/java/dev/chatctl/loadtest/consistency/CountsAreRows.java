package dev.chatctl.loadtest.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rooms count the connections that are listed, and those are listed that are there. */
final class CountsAreRows implements Check {
  @Override
  public Stream<Violation> violations(History history) {
    return history.facts().stream().flatMap(facts -> violations(history, facts));
  }

  private static Stream<Violation> violations(History history, Facts facts) {
    List<Violation> found = new ArrayList<>();
    Set<String> rooms = new TreeSet<>(facts.counted().keySet());
    rooms.addAll(facts.rows().keySet());
    for (String room : rooms) {
      long counted = facts.counted().getOrDefault(room, 0L);
      long rows = facts.rows().getOrDefault(room, 0L);
      if (counted != rows) {
        found.add(
            new Violation(
                "count_drift",
                "%s: %d counted, %d listed".formatted(room, counted, rows),
                List.of(
                    new Entry(Span.OPEN, "table", room + " has " + counted + " members"),
                    new Entry(Span.OPEN, "table", rows + " connections are listed in " + room))));
      }
    }
    for (Facts.Listed row : facts.listed()) {
      List<Stay> stays = stays(history, row.author());
      if (stays.stream().noneMatch(Stay::isOpen)) {
        found.add(
            Violation.of(
                    "row_left",
                    "listed, and gone",
                    stays.stream().skip(Math.max(0, stays.size() - 1)).toArray(Stay[]::new))
                .and(new Entry(Span.OPEN, "table", "lists " + row)));
      }
    }
    history.stays().stream()
        .filter(Stay::isOpen)
        .filter(
            stay -> facts.listed().stream().noneMatch(row -> row.author().equals(stay.author())))
        .forEach(
            stay ->
                found.add(
                    Violation.of("row_missing", "connected, and not listed", stay)
                        .and(new Entry(Span.OPEN, "table", "does not list " + stay.author()))));
    return found.stream();
  }

  static List<Stay> stays(History history, String author) {
    return history.stays().stream().filter(stay -> stay.author().equals(author)).toList();
  }
}
