package dev.chatctl.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
  private static final String SECRET_TEXT = "the-words-of-a-user";
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiYW5uIn0.c2lnbmF0dXJl";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final TestBackend backend =
      new TestBackend(
          Map.of("LOG_LEVEL", "DEBUG", "FAN_OUT_INLINE_LIMIT", "1"),
          new PrintStream(lines, true, UTF_8));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void noLineHoldsATokenOrWhatSomebodySaid() throws Exception {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connect("a=", Map.of("token", TOKEN, "name", "Ann"), longAgo);
    backend.connect("b=", Map.of("Authorization", "Bearer " + TOKEN), longAgo);
    backend.callback.failAlways("b=", 410);
    String say = "{\"action\":\"sendmessage\",\"message\":\"" + SECRET_TEXT + "\"}";
    backend.send("a=", say);
    backend.work(backend.queue.takeAll(), 29_000);
    backend.send("a=", say.replace("}", ""));
    backend.fallback("a=", SECRET_TEXT);
    backend.fallback("a=", "{\"action\":\"" + SECRET_TEXT + "\"}");
    backend.fallback("a=", say.replace("sendmessage", "direct").replace("}", ",\"to\":\"b=\"}"));
    backend.work(List.of(SECRET_TEXT, "{\"v\":1,\"text\":\"" + SECRET_TEXT + "\"}"), 29_000);
    backend.disconnect("a=", longAgo, 1000, "bye");

    String log = lines.toString(UTF_8);
    assertThat(log).doesNotContain(SECRET_TEXT, TOKEN, "eyJ");
    assertThat(log.lines()).hasSizeGreaterThan(8);
    for (String line : log.lines().toList()) {
      assertThat(Json.parseObject(line).names()).isNotEmpty();
    }
  }

  @Test
  void aBroadcastIsMeasuredAndADisconnectSaysWhy() {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connect("a=", Map.of(), longAgo);
    backend.callback.fail("a=", 429);
    backend.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
    backend.disconnect("a=", longAgo, 4001, "bye");

    assertThat(lines.toString(UTF_8).lines())
        .anySatisfy(
            line ->
                assertThat(line).contains("\"_aws\"", "FanoutRecipients\":1.0,", "Retried\":1.0,"))
        .anySatisfy(
            line -> assertThat(line).contains("\"close_code\":4001,\"close_reason\":\"bye\""));
  }

  @Test
  void aRefusalSaysWhichRuleWasBrokenAndByWhom() {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connectAs("a=", "u-1", Instant.now().plusSeconds(3 * 3600));
    backend.connectAs("reader=", longAgo, Map.of("role", "read", "user_id", "u-2"));
    backend.fallback("a=", "{\"action\":\"sendmessage\",\"message\":\"\"}");
    backend.fallback("reader=", "{\"action\":\"rename\",\"name\":\"x\"}");

    assertThat(lines.toString(UTF_8).lines())
        .anySatisfy(line -> assertThat(line).contains("\"refused\":\"empty\""))
        .anySatisfy(line -> assertThat(line).contains("\"refused\":\"forbidden\""))
        .anySatisfy(line -> assertThat(line).contains("\"$connect\"", "\"user\":\"u-1\""));
  }

  @Test
  void aBroadcastThatMissesSomebodySaysWhyInOneLine() {
    Instant longAgo = Instant.now().minusSeconds(60);
    for (String id : List.of("a=", "b=", "c=")) {
      backend.connect(id, Map.of(), longAgo);
    }
    backend.callback.failAlways("b=", 403);
    backend.callback.failAlways("c=", 403);
    backend.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
    backend.work(backend.queue.takeAll(), 29_000);

    assertThat(lines.toString(UTF_8).lines().filter(line -> line.contains("\"WARN\"")))
        .singleElement()
        .asString()
        .contains("\"event\":\"undelivered\"", "\"throttled\":0,\"failed\":{\"status 403\":2}");
  }

  @Test
  void whoIsHandedOnIsMeasuredByWhoTellsThem() {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("b=", Map.of(), longAgo);
    backend.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");

    backend.work(backend.queue.takeAll(), 0);
    backend.work(backend.queue.takeAll(), 29_000);

    assertThat(lines.toString(UTF_8).lines().filter(line -> line.contains("\"Undelivered\"")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"Undelivered\":0.0,"))
        .anySatisfy(line -> assertThat(line).contains("\"FanoutRecipients\":0.0,"))
        .anySatisfy(line -> assertThat(line).contains("\"FanoutRecipients\":2.0,"));
  }
}
