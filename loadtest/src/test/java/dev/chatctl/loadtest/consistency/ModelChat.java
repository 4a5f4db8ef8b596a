package dev.chatctl.loadtest.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A chat in which nothing goes wrong, and the history that its clients would write: random
 * operations that overlap, each taking effect at one moment within its span.
 */
final class ModelChat {
  private static final String ROOM = "room";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  final List<Sending> sendings = new ArrayList<>();
  final List<Stay> stays = new ArrayList<>();
  final List<Hearing> hearings = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();
  final List<Facts.Stored> rows = new ArrayList<>();
  private final SplittableRandom random;
  private final Map<Integer, Long> free = new HashMap<>();
  private long now = SECOND;

  ModelChat(long seed, int clients, int steps) {
    this.random = new SplittableRandom(seed);
    for (int c = 0; c < clients; c++) {
      stays.add(new Stay(socket(c), author(c), ROOM, new Span(now, Span.OPEN)));
      readings.add(reading(c, Reading.Kind.NEWEST, now + 2, now + 1, now + 2, List.of()));
    }
    for (int step = 0; step < steps; step++) {
      now += random.nextInt(1, 50) * 1_000_000L;
      act(random.nextInt(clients), step);
    }
    now += 30 * SECOND;
    for (int c = 0; c < clients; c++) {
      read(c, Reading.Kind.RESUME, 3);
      read(c, Reading.Kind.BACK, 0);
    }
  }

  private static String socket(int client) {
    return "c" + client + "/1";
  }

  private static String author(int client) {
    return "u" + client;
  }

  private void act(int client, int step) {
    if (free.getOrDefault(client, 0L) > now) {
      return; // one thing after the other
    }
    switch (random.nextInt(6)) {
      case 0 -> read(client, Reading.Kind.RESUME, 1 + random.nextInt(3));
      case 1 -> read(client, Reading.Kind.BACK, 0);
      default -> say(client, step);
    }
  }

  private void say(int client, int step) {
    long stored = now + random.nextInt(1, 100) * 1_000_000L + step; // no two at once
    long answered = stored + random.nextInt(1, 100) * 1_000_000L;
    var seen =
        new Seen("%019d".formatted(stored), stored, author(client), "" + step, "says " + step);
    boolean unknown = random.nextInt(8) == 0;
    sendings.add(
        new Sending(
            socket(client),
            author(client),
            ROOM,
            seen.clientId(),
            seen.text(),
            new Span(now, answered),
            unknown ? Outcome.UNKNOWN : Outcome.OK,
            unknown
                ? Optional.empty()
                : Optional.of(new Sending.Ack(seen.id(), seen.sequence(), false))));
    rows.add(new Facts.Stored(ROOM, seen));
    stays.forEach(
        stay ->
            hearings.add(
                new Hearing(stay.socket(), stored + random.nextInt(1, 300) * 1_000_000L, seen)));
    free.put(client, answered);
  }

  /** Of a position that old, seconds. */
  private void read(int client, Reading.Kind kind, int seconds) {
    long since = Math.max(SECOND + 2, now - seconds * SECOND);
    long at = now + 10_000_000;
    List<Seen> found =
        new ArrayList<>(
            rows.stream()
                .map(Facts.Stored::message)
                .filter(seen -> seen.sequence() <= at)
                .filter(seen -> kind == Reading.Kind.BACK || seen.sequence() > since)
                .sorted(Comparator.comparing(Seen::id))
                .toList());
    readings.add(
        reading(
            client,
            kind,
            since,
            now,
            at + 10_000_000,
            kind == Reading.Kind.BACK ? found.reversed() : found));
    free.put(client, at + 10_000_000);
  }

  private static Reading reading(
      int client, Reading.Kind kind, long since, long from, long to, List<Seen> messages) {
    return new Reading(socket(client), ROOM, kind, since, new Span(from, to), messages, true, true);
  }

  History history() {
    List<Facts.Listed> listed = new ArrayList<>();
    List<Facts.Session> sessions = new ArrayList<>();
    List<Stay> here = stays.stream().filter(stay -> stay.room().equals(ROOM)).toList();
    for (Stay stay : here) {
      listed.add(new Facts.Listed(stay.socket(), ROOM, stay.author()));
      sessions.add(new Facts.Session(stay.socket(), ROOM, stay.author(), false));
    }
    return new History(
        sendings,
        stays,
        hearings,
        readings,
        List.of(),
        Optional.of(
            new Facts(
                rows,
                Map.of(ROOM, (long) here.size()),
                listed,
                Map.of(ROOM, (long) here.size()),
                sessions)),
        Optional.of(Duration.ofSeconds(1)));
  }
}
