package dev.chatctl.admin.chat;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: up to twice as long each time, 30 s at most, and always
 * a random part of it, so that clients thrown out together do not come back together.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures++, 10));
    return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
  }

  void succeeded() {
    failures = 0;
  }
}
