package dev.chatctl.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T12:34:56.789Z, 2026-11-20T12:34:56.789Z",
    "2026-11-20T12:34:56.789999Z, 2026-11-20T12:34:56.789Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59.000Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z",
  })
  void writesThreeDecimals(Instant time, String text) {
    assertThat(Timestamps.format(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T12:34:56.789Z",
        "2024-02-29T23:59:59.000Z",
        "2026-12-31T00:00:00.001Z",
        "2026-11-20T12:34:56Z",
        "2026-11-20T12:34:56.789123Z",
      })
  void readsWhatTheJdkReads(String text) {
    assertThat(Timestamps.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-02-30T12:34:56.789Z", "2026-11-20T12:34:56.7a9Z"})
  void refusesOtherText(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void readsBackWhatItWrote() {
    Instant time = Instant.ofEpochMilli(1_795_000_000_123L);

    assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time);
  }
}
