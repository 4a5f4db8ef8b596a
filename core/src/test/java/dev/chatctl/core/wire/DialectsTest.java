package dev.chatctl.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the handshake is answered in each dialect. */
class DialectsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envelope | ''",
        "name-text | ''",
        "message-text | ''",
        "data-text | Connected.",
        "message-json | Connected successfully",
      })
  void whoIsLetInIsToldSoAsItsSystemDid(String dialect, String body) {
    Response response = Dialects.get(dialect).connected();
    assertThat(response.status()).isEqualTo(200);
    assertThat(String.join("", response.frames())).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envelope | 500 |"
            + " {\"v\":1,\"type\":\"error\",\"code\":\"unavailable\",\"message\":\"storage:"
            + " unavailable (expected: try again)\"}",
        "name-text | 503 | ''",
        "message-text | 500 | Internal server error",
        "data-text | 500 | Failed to connect: {\"message\":\"storage unavailable\"}",
        "message-json | 500 | Internal server error",
      })
  void whoCannotBeLetInIsToldSoAsItsSystemDid(String dialect, int status, String body) {
    Response response = Dialects.get(dialect).connectFailed();
    assertThat(response.status()).isEqualTo(status);
    assertThat(String.join("", response.frames())).isEqualTo(body);
  }
}
