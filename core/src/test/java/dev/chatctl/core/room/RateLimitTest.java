package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.testing.TestTables;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestTables tables = new TestTables();
  private final RateLimit limit =
      new RateLimit(tables.tables(), tables.name("session_history"), 2, 3);

  @Test
  void whoHasBeenSilentMaySendABurstAndThenOneMessageATurn() {
    for (int i = 0; i < 3; i++) {
      assertThat(admits("a=", NOON)).isTrue();
    }
    assertThat(admits("a=", NOON)).isFalse();
    assertThat(admits("b=", NOON)).isTrue();
    assertThat(admits("a=", NOON.plusMillis(500))).isTrue();
    assertThat(admits("a=", NOON.plusMillis(500))).isFalse();
  }

  private boolean admits(String connectionId, Instant now) {
    return limit.admit(connectionId, now).join();
  }
}
