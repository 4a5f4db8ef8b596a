package dev.chatctl.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingsTest {
  @Test
  void aMonthUnlessADeploymentSaysOtherwiseAndRoomsLonger() {
    RetentionSettings kept = read(Map.of());
    assertThat(kept).isEqualTo(RetentionSettings.STANDARD);
    assertThat(kept.messages()).isEqualTo(Duration.ofDays(30));
    assertThat(kept.sessions()).isEqualTo(Duration.ofDays(30));
    assertThat(kept.rooms()).isEqualTo(Duration.ofDays(35));
    assertThat(read(Map.of("MESSAGE_RETENTION_DAYS", "365")).rooms())
        .isEqualTo(Duration.ofDays(370));
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGE_RETENTION_DAYS, 0, 1 to 365",
    "MESSAGE_RETENTION_DAYS, 366, 1 to 365",
    "MESSAGE_RETENTION_DAYS, 1.5, an integer",
    "MESSAGE_RETENTION_DAYS, 99999999999, an integer",
    "SESSION_RETENTION_DAYS, -1, 1 to 3650",
    "SESSION_RETENTION_DAYS, 3651, 1 to 3650",
    "SESSION_RETENTION_DAYS, never, an integer"
  })
  void whatIsNoNumberOfDaysIsRefused(String name, String value, String rule) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("%s: %s (expected: %s)".formatted(name, value, rule));
  }

  @Test
  void noClientIdIsRememberedLongerThanItsMessage() {
    assertThatThrownBy(
            () -> read(Map.of("MESSAGE_RETENTION_DAYS", "1", "CLIENT_ID_MEMORY_MINUTES", "1441")))
        .hasMessageContaining("CLIENT_ID_MEMORY_MINUTES: 1441 (expected: no longer than");
  }

  private static RetentionSettings read(Map<String, String> environment) {
    var env = new EnvironmentReader(environment);
    RetentionSettings kept = RoomSettings.read(env).retention();
    env.check();
    return kept;
  }
}
