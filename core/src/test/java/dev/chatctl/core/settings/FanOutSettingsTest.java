package dev.chatctl.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FanOutSettingsTest {
  @Test
  void noMoreAreUnderWayThanMayBePostedToInASecond() {
    assertThat(lanes(Optional.of(100))).isEqualTo(100);
    assertThat(lanes(Optional.of(1_000))).isEqualTo(500);
    assertThat(lanes(Optional.empty())).isEqualTo(500);
  }

  private static int lanes(Optional<Integer> postsPerSecond) {
    return new FanOutSettings(500, postsPerSecond, 2_000, Duration.ZERO, Optional.empty()).lanes();
  }
}
