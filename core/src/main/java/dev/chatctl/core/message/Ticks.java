package dev.chatctl.core.message;

import java.time.Duration;
import java.time.Instant;

/**
 * The unit of the one order in which messages are: 1/1024 of a millisecond since 1970, so that a
 * tick fits into a JSON number (2^53) until 2248.
 */
public final class Ticks {
  private static final int MILLI = 1024;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private Ticks() {}

  public static long of(Instant at) {
    long nanos = Duration.between(Instant.ofEpochMilli(at.toEpochMilli()), at).toNanos();
    return at.toEpochMilli() * MILLI + nanos * MILLI / NANOS_PER_MILLI;
  }

  static long of(Duration length) {
    return length.toMillis() * MILLI;
  }

  /** To the millisecond. */
  static Instant time(long tick) {
    return Instant.ofEpochMilli(tick / MILLI);
  }
}
