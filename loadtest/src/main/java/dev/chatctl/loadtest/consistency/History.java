package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What happened in a run, as far as it was seen. Only messages of the run are in it.
 *
 * @param refused handshakes that did not succeed, as far as their clients saw
 * @param facts empty where the tables cannot be read
 * @param toldWithin how long after its acknowledgement a message may be on its way; empty where
 *     something was made to go wrong that costs or doubles live frames, which are then not judged
 */
public record History(
    List<Sending> sendings,
    List<Stay> stays,
    List<Hearing> hearings,
    List<Reading> readings,
    List<Stay> refused,
    Optional<Facts> facts,
    Optional<Duration> toldWithin) {
  /** How long something of unknown outcome may still take effect: no function runs longer. */
  public static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(20);

  public History {
    sendings = sendings.stream().sorted(Comparator.comparingLong(s -> s.span().from())).toList();
    stays = List.copyOf(stays);
    hearings = List.copyOf(hearings);
    readings = readings.stream().sorted(Comparator.comparingLong(r -> r.span().from())).toList();
  }

  /** Every message, with all its attempts, in the order in which they were first sent. */
  List<Spoken> spoken() {
    return sendings.stream()
        .collect(groupingBy(Spoken::key, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Spoken::new)
        .toList();
  }

  /** What messages looked like to all who saw one. */
  Stream<Sighting> sightings() {
    Map<String, String> rooms = new HashMap<>();
    stays.forEach(stay -> rooms.put(stay.socket(), stay.room()));
    return Stream.of(
            hearings.stream()
                .map(h -> new Sighting(h.message(), rooms.getOrDefault(h.socket(), ""), h)),
            readings.stream()
                .flatMap(r -> r.messages().stream().map(seen -> new Sighting(seen, r.room(), r))),
            stored().map(row -> new Sighting(row.message(), row.room(), row)))
        .flatMap(each -> each);
  }

  Stream<Facts.Stored> stored() {
    return facts.stream().flatMap(known -> known.messages().stream());
  }
}
