package dev.chatctl.local.logs;

import java.util.concurrent.atomic.AtomicLong;

/** A stream's name and the times DescribeLogStreams tells, in milliseconds since the epoch. */
final class LogStream {
  private final String name;
  private final long createdAt;
  private final AtomicLong firstEvent = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong lastEvent = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong lastIngestion = new AtomicLong(Long.MIN_VALUE);

  LogStream(String name, long createdAt) {
    this.name = name;
    this.createdAt = createdAt;
  }

  String name() {
    return name;
  }

  long createdAt() {
    return createdAt;
  }

  long firstEvent() {
    return firstEvent.get();
  }

  long lastEvent() {
    return lastEvent.get();
  }

  long lastIngestion() {
    return lastIngestion.get();
  }

  boolean isEmpty() {
    return lastIngestion.get() == Long.MIN_VALUE;
  }

  void add(LogEvent event) {
    firstEvent.accumulateAndGet(event.timestamp(), Math::min);
    lastEvent.accumulateAndGet(event.timestamp(), Math::max);
    lastIngestion.accumulateAndGet(event.ingestionTime(), Math::max);
  }
}
