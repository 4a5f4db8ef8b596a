package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was acknowledged is stored, under the id that was told and as it was said; a message is one,
 * however often it was sent; and nobody sees what nobody said.
 */
final class StoredOnce implements Check {
  @Override
  public Stream<Violation> violations(History history) {
    List<Spoken> spoken = history.spoken();
    List<Violation> found = new ArrayList<>();
    spoken.forEach(each -> renamed(each, found));
    strangers(history, spoken, found);
    history.facts().ifPresent(facts -> lost(facts, spoken, found));
    return found.stream();
  }

  /** A repetition that was acknowledged as another message. */
  private static void renamed(Spoken spoken, List<Violation> found) {
    Sending first = spoken.acked().orElse(spoken.first());
    for (Sending again : spoken.attempts()) {
      if (again.ack().isPresent()
          && !again.ack().get().id().equals(first.ack().orElseThrow().id())) {
        found.add(
            Violation.of("renamed", "one client id, acknowledged as two messages", first, again));
        return;
      }
    }
  }

  private static void strangers(History history, List<Spoken> spoken, List<Violation> found) {
    Map<Spoken.Key, Spoken> byKey =
        spoken.stream().collect(toMap(each -> Spoken.key(each.first()), each -> each));
    Map<String, Sending> acked = new HashMap<>();
    spoken.forEach(
        each -> each.acked().ifPresent(sent -> acked.put(sent.ack().orElseThrow().id(), sent)));
    Map<Spoken.Key, Sighting> known = new HashMap<>();
    Set<String> told = new HashSet<>();
    history
        .sightings()
        .forEach(
            sighting -> {
              Seen seen = sighting.message();
              Spoken said = byKey.get(sighting.key());
              Sighting earlier = known.putIfAbsent(sighting.key(), sighting);
              Sending answered = acked.get(seen.id());
              if (said == null || !said.first().text().equals(seen.text())) {
                if (told.add(seen.id())) {
                  found.add(
                      Violation.of("invented", "nobody said this, or not here", sighting.by()));
                }
              } else if (answered != null
                  && !Spoken.key(answered).equals(sighting.key())
                  && told.add(seen.id())) {
                found.add(
                    Violation.of(
                        "mixed_up", "acknowledged with another's id", answered, sighting.by()));
              } else if (earlier != null
                  && !earlier.message().id().equals(seen.id())
                  && told.add(seen.id())) {
                found.add(
                    Violation.of(
                        "doubled",
                        "said once, seen as two",
                        said.first(),
                        earlier.by(),
                        sighting.by()));
              }
            });
  }

  private static void lost(Facts facts, List<Spoken> spoken, List<Violation> found) {
    Map<String, Facts.Stored> rows = new HashMap<>();
    for (Facts.Stored row : facts.messages()) {
      Facts.Stored other = rows.putIfAbsent(row.message().id(), row);
      if (other != null) {
        found.add(Violation.of("doubled", "two rows of one message", other, row));
      }
    }
    for (Spoken each : spoken) {
      each.acked()
          .filter(sent -> !rows.containsKey(sent.ack().orElseThrow().id()))
          .ifPresent(sent -> found.add(Violation.of("lost", "acknowledged, and not stored", sent)));
    }
  }
}
