package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who resumes from a position is given every message that was first sent after the position was
 * given out and acknowledged before it was used, and who reads back every one acknowledged before;
 * and whoever has listened and resumed from each position to the next knows all in the end, to
 * which everybody comes once nothing goes wrong any more.
 */
final class NothingMissed implements Check {
  @Override
  public Stream<Violation> violations(History history) {
    Map<String, List<Spoken>> rooms =
        history.spoken().stream().collect(groupingBy(spoken -> spoken.first().room()));
    List<Violation> found = new ArrayList<>();
    for (Reading reading : history.readings()) {
      if (!reading.recovered()) {
        found.add(
            Violation.of("not_recovered", "a position of this run is called too old", reading));
      }
      gaps(reading, rooms.getOrDefault(reading.room(), List.of()), found);
    }
    missed(history, rooms, found);
    return found.stream();
  }

  private static void gaps(Reading reading, List<Spoken> spoken, List<Violation> found) {
    Set<String> ids = reading.ids();
    for (Spoken each : spoken) {
      if (each.first().span().from() > reading.span().from()) {
        return; // and so are all that follow
      }
      each.acked()
          .filter(sent -> sent.span().isBefore(reading.span()))
          .filter(sent -> isDue(reading, each, sent.ack().orElseThrow().id()))
          .filter(sent -> !ids.contains(sent.ack().orElseThrow().id()))
          .ifPresent(sent -> found.add(gap(reading, sent)));
    }
  }

  private static boolean isDue(Reading reading, Spoken spoken, String id) {
    return reading.covers(id)
        && (reading.kind() == Reading.Kind.BACK
            || (reading.kind() == Reading.Kind.RESUME
                && reading.recovered()
                && spoken.first().span().from() > reading.since()));
  }

  private static Violation gap(Reading reading, Sending sent) {
    return reading.kind() == Reading.Kind.BACK
        ? Violation.of("page_gap", "acknowledged, and not in the history", sent, reading)
        : Violation.of(
                "resume_gap", "sent after the position, acknowledged, and not given", sent, reading)
            .and(new Entry(reading.since(), reading.socket(), "is given a position"));
  }

  private static void missed(
      History history, Map<String, List<Spoken>> rooms, List<Violation> found) {
    Map<String, Set<String>> known = new HashMap<>();
    history.hearings().forEach(h -> known(known, h.socket()).add(h.message().id()));
    Map<String, List<Reading>> readings = new LinkedHashMap<>();
    for (Reading reading : history.readings()) {
      if (reading.kind() != Reading.Kind.BACK) { // which would make up for what was missed
        known(known, reading.socket()).addAll(reading.ids());
      }
      readings.computeIfAbsent(reading.client(), client -> new ArrayList<>()).add(reading);
    }
    Map<Spoken.Key, String> stored = new HashMap<>();
    history
        .stored()
        .forEach(
            row ->
                stored.put(
                    new Spoken.Key(row.message().author(), row.room(), row.message().clientId()),
                    row.message().id()));
    readings.forEach(
        (client, all) -> {
          Optional<Reading> begin = first(all, Reading.Kind.NEWEST);
          unfinished(all.reversed(), found);
          Optional<Reading> end = first(all.reversed(), Reading.Kind.RESUME);
          if (begin.isEmpty() || end.isEmpty()) {
            return;
          }
          for (Spoken each : rooms.getOrDefault(begin.get().room(), List.of())) {
            String id =
                each.acked()
                    .map(sent -> sent.ack().orElseThrow().id())
                    .orElse(stored.get(Spoken.key(each.first())));
            if (id != null
                && begin.get().span().isBefore(each.first().span())
                && each.settled() < end.get().span().from()
                && !known.getOrDefault(client, Set.of()).contains(id)) {
              found.add(
                  Violation.of(
                      "missed",
                      id + " is stored, and one who listened and resumed never learned of it",
                      begin.get(),
                      each.acked().orElse(each.first()),
                      end.get()));
            }
          }
        });
  }

  /** What was asked for last, when all goes well again, has to be answered to its end. */
  private static void unfinished(List<Reading> lastFirst, List<Violation> found) {
    for (Reading.Kind kind : List.of(Reading.Kind.RESUME, Reading.Kind.BACK)) {
      lastFirst.stream()
          .filter(reading -> reading.kind() == kind)
          .findFirst()
          .filter(reading -> !reading.whole())
          .ifPresent(
              reading -> found.add(Violation.of("unfinished", "never read to its end", reading)));
    }
  }

  private static Set<String> known(Map<String, Set<String>> known, String socket) {
    return known.computeIfAbsent(Stays.client(socket), client -> new HashSet<>());
  }

  private static Optional<Reading> first(List<Reading> readings, Reading.Kind kind) {
    return readings.stream()
        .filter(reading -> reading.kind() == kind)
        .filter(reading -> kind == Reading.Kind.NEWEST || reading.whole())
        .findFirst();
  }
}
