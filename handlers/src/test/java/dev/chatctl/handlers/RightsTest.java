package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authorizer lets somebody do once it is in. */
class RightsTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";

  private final TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action':'sendmessage','message':'hi','client_message_id':'1'}",
        "{'action':'direct','to':'writer=','message':'hi'}",
        "{'action':'rename','name':'Ann'}"
      })
  void aReaderIsToldThatItMayNotWrite(String request) {
    backend.connectAs("writer=", Instant.now(), Map.of("role", "write"));
    backend.connectAs("reader=", Instant.now(), Map.of("role", "read"));
    assertThat(body(backend.fallback("reader=", request.replace('\'', '"'))))
        .contains("\"code\":\"forbidden\"", "role: read (expected: write)");
    assertThat(backend.callback.frames("writer="))
        .noneMatch(frame -> frame.contains("message\"") || frame.contains("renamed"));
  }

  @Test
  void aReaderListensAndLooksThingsUp() {
    backend.connectAs("writer=", Instant.now(), Map.of("role", "write"));
    backend.connectAs("reader=", Instant.now(), Map.of("role", "read"));
    backend.send("writer=", SAY);
    assertThat(backend.callback.frames("reader=")).anyMatch(frame -> frame.contains("\"hi\""));
    for (String action : new String[] {"history", "who", "ping"}) {
      assertThat(body(backend.fallback("reader=", "{\"action\":\"" + action + "\"}")))
          .doesNotContain("forbidden");
    }
  }

  @ParameterizedTest
  @CsvSource({"write, 1", "moderate, 1", "read, 0"})
  void whoeverMayModerateMayWrite(String role, int heard) {
    backend.connectAs("a=", Instant.now(), Map.of("role", role));
    backend.send("a=", SAY);
    assertThat(backend.messages()).hasSize(heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "1"})
  void whoseTokenExpiredHearsNothingMoreAndIsClosed(String inlineLimit) {
    try (var chat = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", inlineLimit))) {
      chat.connectAs("old=", "u-1", Instant.now().minusSeconds(1));
      chat.connectAs("new=", "u-2", Instant.now().plusSeconds(60));
      chat.send("new=", SAY);
      chat.work(chat.queue.takeAll(), 29_000);
      assertThat(chat.callback.frames("new=")).anyMatch(frame -> frame.contains("\"hi\""));
      assertThat(chat.callback.frames("old=")).noneMatch(frame -> frame.contains("\"hi\""));
      assertThat(chat.tables.items("session_history"))
          .filteredOn(row -> "old=".equals(row.get("connection_id")))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("close_reason", "token expired"));
      assertThat(chat.tables.items("active_connections")).hasSize(1);
    }
  }

  private static String body(JsonObject result) {
    return result.string("body").orElse("");
  }
}
