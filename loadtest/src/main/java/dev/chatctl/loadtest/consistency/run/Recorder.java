package dev.chatctl.loadtest.consistency.run;

import dev.chatctl.loadtest.consistency.Facts;
import dev.chatctl.loadtest.consistency.Hearing;
import dev.chatctl.loadtest.consistency.History;
import dev.chatctl.loadtest.consistency.Reading;
import dev.chatctl.loadtest.consistency.Seen;
import dev.chatctl.loadtest.consistency.Sending;
import dev.chatctl.loadtest.consistency.Span;
import dev.chatctl.loadtest.consistency.Stay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what clients do and see. Thread-safe. */
final class Recorder {
  private final long begin = System.nanoTime();
  private final Queue<Sending> sendings = new ConcurrentLinkedQueue<>();
  private final Queue<Hearing> hearings = new ConcurrentLinkedQueue<>();
  private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
  private final Queue<Stay> refused = new ConcurrentLinkedQueue<>();
  private final Map<String, Stay> stays = new ConcurrentHashMap<>();

  /** Nanoseconds since the run began. */
  long now() {
    return System.nanoTime() - begin;
  }

  void sent(Sending sending) {
    sendings.add(sending);
  }

  void heard(String socket, Seen message) {
    hearings.add(new Hearing(socket, now(), message));
  }

  void read(Reading reading) {
    readings.add(reading);
  }

  /** A handshake did not succeed, as far as the client saw. */
  void refused(Stay attempt) {
    refused.add(attempt);
  }

  /** A connection, until it {@link #ended}. */
  void connected(Stay stay) {
    stays.put(stay.socket(), stay);
  }

  /** The first of several reasons counts. */
  void ended(String socket) {
    stays.computeIfPresent(
        socket,
        (name, stay) ->
            stay.span().to() == Span.OPEN
                ? new Stay(name, stay.author(), stay.room(), new Span(stay.span().from(), now()))
                : stay);
  }

  History history(Optional<Facts> facts, Optional<Duration> toldWithin) {
    return new History(
        new ArrayList<>(sendings),
        List.copyOf(stays.values()),
        new ArrayList<>(hearings),
        new ArrayList<>(readings),
        new ArrayList<>(refused),
        facts,
        toldWithin);
  }
}
