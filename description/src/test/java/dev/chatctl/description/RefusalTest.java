package dev.chatctl.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static Optional<String> code(String frame) {
    return Refusal.code(IncomingFrame.of(frame));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"v":1,"type":"error","code":"rate_limited"}                              | rate_limited
          { "type" : "error", "message" : "too long" }                              | too long
          {"error": "Invalid request", "message": "not recognized"}                 | Invalid request
          {"error": {"code": 42, "message": "no"}}                                  | 42
          {"errors": [{"code": "E1"}, {"code": "E2"}]}                              | E1
          {"errors": ["first", "second"]}                                           | first
          {"message": "Internal server error", "connectionId":"a=", "requestId":"b="} | Internal server error
          {"type":"error"}                                                          | error
          {"error":{"why":                                                          | error
          """)
  void anErrorIsToldByItsCodeOrText(String frame, String code) {
    assertThat(code(frame)).hasValue(code);
  }

  @Test
  void aCodeIsShownShortAndInOneLine() {
    assertThat(code("{\"error\":\"a\\nb" + "c".repeat(100) + "\"}").orElseThrow())
        .hasSize(60)
        .endsWith("ccc...")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"type\":\"joined\",\"room\":\"lobby\",\"name\":\"guest\"}",
        "{\"type\":\"message\",\"text\":\"\\\"error\\\": no\",\"error\":null}",
        "no JSON at all"
      })
  void newsIsNone(String frame) {
    assertThat(code(frame)).isEmpty();
  }
}
