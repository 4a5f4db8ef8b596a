package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that we take for dead while they are open. */
class GivenUpTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";
  private static final int ALIVE = 200;

  private final TestBackend backend = new TestBackend();
  private final Instant longAgo = Instant.now().minusSeconds(60);

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envelope | {\"action\":\"ping\"} | \"code\":\"closed\"",
        "envelope | {\"action\":\"who\"} | \"type\":\"error\"",
        "envelope | rubbish | \"code\":\"closed\"",
        "message-json | {\"action\":\"sendmessage\",\"message\":\"ping\"} | Invalid request",
        "message-text | {\"action\":\"sendMessage\",\"message\":\"x\"} | connect again",
        "name-text | {\"action\":\"sendmessage\",\"msg\":\"x\"} | connect again"
      })
  void whoSpeaksIsToldSoInItsDialectAndClosedSoThatItComesBack(
      String dialect, String request, String told) {
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("b=", Map.of("dialect", dialect), longAgo);
    backend.callback.failAlways("b=", 410);
    backend.send("a=", SAY);
    backend.callback.failAlways("b=", ALIVE);

    var result = backend.fallback("b=", request);

    assertThat(result.integer("statusCode")).hasValue(410);
    assertThat(result.has("body")).as("which a closed socket would not get").isFalse();
    assertThat(backend.callback.frames("b=")).singleElement().asString().contains(told);
    assertThat(backend.callback.closed()).containsExactly("b=");
  }

  @Test
  void whoIsNotKnownAtAllIsToldSoInTheDefaultDialect() {
    backend.fallback("nobody=", "{\"action\":\"ping\"}");
    assertThat(backend.callback.frames("nobody="))
        .singleElement()
        .asString()
        .contains("\"code\":\"closed\"");
    assertThat(backend.callback.closed()).containsExactly("nobody=");
  }

  @Test
  void whoAnswersOneFrameWith410AndIsThereStays() {
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("b=", Map.of(), longAgo);
    backend.callback.fail("b=", 410);
    backend.send("a=", SAY);
    assertThat(backend.callback.frames("b=")).isEmpty();

    backend.send("a=", SAY);
    assertThat(backend.callback.frames("b=")).hasSize(1);
    assertThat(backend.fallback("b=", "{\"action\":\"ping\"}").integer("statusCode"))
        .hasValue(ALIVE);
    assertThat(backend.callback.closed()).isEmpty();
  }
}
