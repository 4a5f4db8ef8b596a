package dev.chatctl.local.logs;

import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** A group's streams, and its lines in order of time. Thread-safe. */
final class LogGroup {
  private final String name;
  private final long createdAt;
  private final ConcurrentSkipListMap<String, LogStream> streams = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListSet<LogEvent> events = new ConcurrentSkipListSet<>();
  private final AtomicLong storedBytes = new AtomicLong();
  private final long maxBytes;

  LogGroup(String name, long createdAt, long maxBytes) {
    this.name = name;
    this.createdAt = createdAt;
    this.maxBytes = maxBytes;
  }

  String name() {
    return name;
  }

  long createdAt() {
    return createdAt;
  }

  long storedBytes() {
    return storedBytes.get();
  }

  SortedMap<String, LogStream> streams() {
    return streams;
  }

  /** The lines from this place on, in order of time. */
  NavigableSet<LogEvent> from(LogEvent place) {
    return events.tailSet(place, true);
  }

  void add(LogStream stream, LogEvent event) {
    events.add(event);
    stream.add(event);
    long bytes = storedBytes.addAndGet(size(event));
    while (bytes > maxBytes) {
      LogEvent oldest = events.pollFirst();
      if (oldest == null) {
        return;
      }
      bytes = storedBytes.addAndGet(-size(oldest));
    }
  }

  // What a line costs in memory beside its text, about.
  private static long size(LogEvent event) {
    return 200L + event.message().length();
  }
}
