package dev.chatctl.local.logs;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * All groups, in memory. A group that grows too large forgets its oldest lines. Thread-safe; a line
 * is found by any search that begins after {@link #append} has returned.
 */
public final class LogStore {
  private static final long MAX_BYTES_PER_GROUP = 64L << 20;

  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
  private final List<Consumer<LogEvent>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong sequence = new AtomicLong();

  public LogStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Writes a line now; group and stream are made if they do not exist. */
  public void append(String group, String stream, String message) {
    createGroup(group);
    LogGroup target = group(group).orElseThrow();
    createStream(target, stream);
    LogStream targetStream = target.streams().get(stream);
    if (targetStream != null) {
      append(target, targetStream, clock.millis(), message);
    }
  }

  void append(LogGroup group, LogStream stream, long timestamp, String message) {
    var event =
        new LogEvent(
            group.name(),
            stream.name(),
            timestamp,
            sequence.incrementAndGet(),
            clock.millis(),
            message);
    group.add(stream, event);
    listeners.forEach(listener -> listener.accept(event));
  }

  /** Makes a group; false if it exists. */
  public boolean createGroup(String name) {
    return groups.putIfAbsent(name, new LogGroup(name, clock.millis(), MAX_BYTES_PER_GROUP))
        == null;
  }

  /** Makes a stream; false if it exists. */
  boolean createStream(LogGroup group, String name) {
    return group.streams().putIfAbsent(name, new LogStream(name, clock.millis())) == null;
  }

  boolean deleteGroup(String name) {
    return groups.remove(name) != null;
  }

  Optional<LogGroup> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  SortedMap<String, LogGroup> groups() {
    return groups;
  }

  /** Hears of every new line, on the thread that writes it; run what this returns to stop. */
  Runnable listen(Consumer<LogEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
