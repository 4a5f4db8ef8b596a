package dev.chatctl.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomPatternsTest {
  @ParameterizedTest
  @CsvSource({
    "*, red, true",
    "red, red, true",
    "red, redder, false",
    "red*, red, true",
    "*red, infrared, true",
    "team-*-x, team-a-b-x, true",
    "team-*-x, team-x, false",
    "a.c, abc, false",
    "'blue  red', red, true",
    "'', red, false",
    "**, red, true"
  })
  void aStarStandsForAnyCharacters(String patterns, String room, boolean matches) {
    assertThat(RoomPatterns.match(patterns, room)).isEqualTo(matches);
  }

  @Test
  @Timeout(10)
  void noPatternTakesLong() {
    assertThat(RoomPatterns.match("*a".repeat(32), "a".repeat(63) + "b")).isFalse();
  }
}
