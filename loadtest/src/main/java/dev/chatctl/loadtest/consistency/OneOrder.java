package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message has one place, in acknowledgements, live and in history; pages are in that order and
 * have each message once; ids have the order of sequences; and what a sender said after it was
 * answered comes after.
 */
final class OneOrder implements Check {
  private static final Comparator<Seen> ORDER =
      Comparator.comparingLong(Seen::sequence).thenComparing(Seen::id);

  @Override
  public Stream<Violation> violations(History history) {
    Map<String, Sighting> places = new HashMap<>();
    List<Violation> found = new ArrayList<>();
    history
        .sightings()
        .forEach(
            sighting -> {
              Sighting earlier = places.putIfAbsent(sighting.message().id(), sighting);
              if (earlier != null && !earlier.message().equals(sighting.message())) {
                found.add(
                    Violation.of(
                        "two_places",
                        "%s, and %s"
                            .formatted(earlier.message().shown(), sighting.message().shown()),
                        earlier.by(),
                        sighting.by()));
              }
            });
    List<Spoken> spoken = history.spoken();
    acknowledged(spoken, places, found);
    ids(places, found);
    history.readings().forEach(reading -> pages(reading).ifPresent(found::add));
    spoken.stream()
        .flatMap(each -> each.acked().stream().map(acked -> new Acked(each.first(), acked)))
        .collect(groupingBy(acked -> acked.first().author()))
        .values()
        .forEach(ofOne -> swapped(ofOne, found));
    return found.stream();
  }

  private static void acknowledged(
      List<Spoken> spoken, Map<String, Sighting> places, List<Violation> found) {
    for (Spoken each : spoken) {
      for (Sending sent : each.attempts()) {
        sent.ack()
            .map(ack -> places.get(ack.id()))
            .filter(place -> place.message().sequence() != sent.ack().orElseThrow().sequence())
            .ifPresent(
                place ->
                    found.add(
                        Violation.of(
                            "two_places",
                            "acknowledged with another sequence than seen: "
                                + place.message().shown(),
                            sent,
                            place.by())));
      }
    }
  }

  private static void ids(Map<String, Sighting> places, List<Violation> found) {
    Map<String, List<Sighting>> rooms =
        places.values().stream().collect(groupingBy(Sighting::room));
    for (List<Sighting> room : rooms.values()) {
      room.sort(Comparator.comparing(Sighting::message, ORDER));
      for (int i = 1; i < room.size(); i++) {
        if (room.get(i - 1).message().id().compareTo(room.get(i).message().id()) > 0) {
          found.add(
              Violation.of(
                  "ids_disagree",
                  "%s comes before %s"
                      .formatted(room.get(i - 1).message().shown(), room.get(i).message().shown()),
                  room.get(i - 1).by(),
                  room.get(i).by()));
        }
      }
    }
  }

  private static Optional<Violation> pages(Reading reading) {
    boolean forwards = reading.kind() == Reading.Kind.RESUME;
    for (int i = 1; i < reading.messages().size(); i++) {
      Seen earlier = reading.messages().get(i - 1);
      Seen later = reading.messages().get(i);
      if ((forwards ? ORDER : ORDER.reversed()).compare(earlier, later) >= 0) {
        return Optional.of(
            Violation.of(
                "page_disorder",
                "%s is followed by %s".formatted(earlier.shown(), later.shown()),
                reading));
      }
    }
    return Optional.empty();
  }

  /** A message by when it was first sent, and the attempt that was acknowledged. */
  private record Acked(Sending first, Sending acked) {
    long sequence() {
      return acked.ack().orElseThrow().sequence();
    }
  }

  /** Goes through a sender's messages as they were sent; the latest of those answered by then. */
  private static void swapped(List<Acked> ofOne, List<Violation> found) {
    List<Acked> answered = new ArrayList<>(ofOne);
    answered.sort(Comparator.comparingLong(each -> each.acked().span().to()));
    int next = 0;
    Acked latest = null;
    for (Acked later : ofOne) {
      while (next < answered.size()
          && answered.get(next).acked().span().isBefore(later.first().span())) {
        Acked candidate = answered.get(next++);
        if (latest == null || candidate.sequence() > latest.sequence()) {
          latest = candidate;
        }
      }
      if (latest != null && latest.sequence() >= later.sequence()) {
        found.add(
            Violation.of(
                "swapped",
                "sent after the other was answered, and before it in the order",
                latest.acked(),
                later.acked()));
      }
    }
  }
}
