package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  /** Authorizer and {@code $connect} together may take 39 seconds. */
  @ParameterizedTest
  @CsvSource({"0, false", "6, false", "30, false", "39, false", "41, true", "7200, true"})
  void isDeadIfGoneOnceItsHandshakeMustBeOver(long secondsOld, boolean dead) {
    var recipient = new Recipient("a=", "lobby", 0, "envelope", NOW.minusSeconds(secondsOld));
    assertThat(recipient.isDeadIfGone(NOW)).isEqualTo(dead);
  }
}
