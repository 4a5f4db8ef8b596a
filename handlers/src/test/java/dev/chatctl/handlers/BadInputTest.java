package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.wire.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What clients send by mistake or malice: each is told so, and nobody else hears anything. */
class BadInputTest {
  static final List<String> DIALECTS = Dialects.names();

  private final TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | not_json | body: not JSON at line 1, column 1",
        "'' | not_json | body: not a JSON object (expected: {...})",
        "[1] | not_json | body: not a JSON object (expected: {...})",
        "{\"action\":\"ping\"} {} | not_json | body: more than one JSON value (expected: one"
            + " object)",
        "{\"action\": | not_json | body: not JSON at line 1, column 11",
        "{} | wrong_type | action: absent (expected: a string)",
        "{\"action\":7} | wrong_type | action: 7 (expected: a string)",
        "{\"action\":\"dance\"} | unknown_action | action: unknown (expected: sendmessage, direct,"
            + " history, who, rename, delete, token or ping)",
        "{\"action\":\"sendmessage\"} | wrong_type | message: absent (expected: a string)",
        "{\"action\":\"sendmessage\",\"message\":null} | wrong_type | message: absent (expected: a"
            + " string)",
        "{\"action\":\"sendmessage\",\"message\":{\"a\":1}} | wrong_type | message: an object"
            + " (expected: a string)",
        "{\"action\":\"sendmessage\",\"message\":[1,2]} | wrong_type | message: an array of 2"
            + " (expected: a string)",
        "{\"action\":\"sendmessage\",\"message\":\"\"} | empty | message: empty (expected: a text)",
        "{\"action\":\"sendmessage\",\"message\":\"a\",\"data\":\"b\"} | ambiguous | data: present"
            + " (expected: message only)",
        "{\"action\":\"sendmessage\",\"message\":\"\\u0007\"} | bad_characters | message: U+0007 at"
            + " 0 (expected: no control characters, no half characters)",
        "{\"action\":\"sendmessage\",\"message\":\"\\ud800\"} | bad_characters | message: U+D800 at"
            + " 0 (expected: no control characters, no half characters)",
        "{\"action\":\"sendmessage\",\"message\":\"a\",\"client_message_id\":7} | wrong_type |"
            + " client_message_id: 7 (expected: a string)",
        "{\"action\":\"rename\",\"name\":\" \"} | empty | name: blank (expected: 1 to 64"
            + " characters)",
        "{\"action\":\"history\",\"limit\":0} | out_of_range | limit: (expected: an integer from 1"
            + " to 100)",
        "{\"action\":\"history\",\"after\":\"x\"} | not_found | after: not a message id (expected:"
            + " one you received)",
        "{\"action\":\"history\",\"before\":\"x\"} | not_found | before: not a cursor (expected:"
            + " one you received)",
        "{\"action\":\"direct\",\"to\":\"nobody=\",\"message\":\"psst\"} | not_found | to: not in"
            + " this room (expected: a connection id from who)",
        "{\"action\":\"direct\",\"to\":\"\",\"message\":\"psst\"} | too_long | to: 0 (expected: at"
            + " most 128 characters, not 0)",
      })
  void theEnvelopeNamesTheRule(String body, String code, String message) {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());

    JsonObject result = backend.fallback("a=", body);

    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body"))
        .hasValueSatisfying(
            frame ->
                assertThat(frame)
                    .startsWith(
                        "{\"v\":1,\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\""
                            .formatted(code, message)));
    assertThat(backend.callback.frames("b=")).isEmpty();
    assertThat(backend.tables.items("message_history")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, true", "'', false", "LONG, false"})
  void anErrorNamesTheClientsIdIfThatIsNoErrorItself(String id, boolean named) {
    backend.connect("a=", Map.of());
    String body =
        "{\"action\":\"direct\",\"message\":\"hi\",\"client_message_id\":\"%s\"}"
            .formatted(id.replace("LONG", "x".repeat(100_000)));

    String frame = backend.fallback("a=", body).string("body").orElseThrow();

    assertThat(frame).contains("to: absent").hasSizeLessThan(32 * 1024);
    assertThat(frame.contains("client_message_id")).isEqualTo(named);
  }

  @Test
  void aRecipientThatIsNoIdIsTheClientsMistakeNotOurs() {
    backend.connect("a=", Map.of());
    String body =
        "{\"action\":\"direct\",\"to\":\"%s\",\"message\":\"hi\",\"client_message_id\":\"7\"}"
            .formatted("x".repeat(2_049));

    JsonObject result = backend.fallback("a=", body);

    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body"))
        .get()
        .asString()
        .contains("\"too_long\"", "to: 2049 (expected", "\"client_message_id\":\"7\"");
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void aMessageOf128KilobytesIsRefusedInEveryDialect(String dialect) {
    backend.connect("a=", Map.of("dialect", dialect));
    String key = Map.of("name-text", "msg", "data-text", "data").getOrDefault(dialect, "message");
    String text = "x".repeat(128 * 1024 - 64);

    JsonObject result =
        backend.send("a=", "{\"action\":\"sendmessage\",\"" + key + "\":\"" + text + "\"}");

    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body")).get().asString().contains("expected: at most 28672 bytes");
    assertThat(backend.tables.items("message_history")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void nestingThatWouldOverflowAStackIsRefusedInEveryDialect(String dialect) {
    backend.connect("a=", Map.of("dialect", dialect));
    JsonObject result = backend.fallback("a=", "{\"a\":" + "[".repeat(60_000));
    assertThat(result.string("body")).isPresent();
  }

  @Test
  void aBodyThatIsNotUtf8IsNotRelayedAsIfItWere() {
    backend.connect("a=", Map.of());
    JsonObject result = backend.sendBytes("a=", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28});
    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body")).get().asString().contains("\"code\":\"not_json\"");

    byte[] inText =
        "{\"action\":\"sendmessage\",\"message\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    inText[inText.length - 3] = (byte) 0xff;
    JsonObject refused = backend.sendBytes("a=", inText);
    assertThat(refused.integer("statusCode")).hasValue(400);
    assertThat(refused.string("body")).get().asString().contains("UTF-8");
    assertThat(backend.tables.items("message_history")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dialect, klingon, 'dialect: unknown (expected: one of [envelope, name-text, message-text,"
        + " data-text, message-json])'",
    "room, 'a b', 'room: (expected: 1 to 64 letters, digits, ''_'', ''.'' or ''-'')'",
    "name, 'ann \u2713', 'name: U+2713 (expected: only characters that can be seen, and no check"
        + " marks)'",
    "name, 'a\u0007', 'name: U+0007 (expected: only characters that can be seen, and no check"
        + " marks)'",
  })
  void aConnectThatBreaksARuleIsRefused(String parameter, String value, String message) {
    JsonObject result = backend.connect("a=", Map.of(parameter, value));
    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body")).contains(message);
    assertThat(backend.tables.items("active_connections")).isEmpty();
  }

  @Test
  void whoeverIsNotConnectedIsToldToConnect() {
    JsonObject result =
        backend.send("stranger=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
    assertThat(result.integer("statusCode")).hasValue(410);
  }
}
