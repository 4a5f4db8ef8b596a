package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatHandlersTest {
  private final Instant longAgo = Instant.now().minusSeconds(60);

  private final TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void aMessageReachesEverybodyInTheRoomAndNobodyElse() {
    backend.connect("ann=", Map.of("name", "Ann"));
    backend.connect("ben=", Map.of());
    backend.connect("eve=", Map.of("room", "other"));

    var result = backend.send("ann=", "{\"action\":\"sendmessage\",\"message\":\"hé\"}");

    assertThat(result.integer("statusCode")).hasValue(200);
    assertThat(result.has("body")).isFalse();
    assertThat(backend.callback.frames("ben="))
        .singleElement()
        .asString()
        .startsWith("{\"v\":1,\"type\":\"message\",\"id\":\"")
        .contains(
            "\"room\":\"lobby\",\"sender\":{\"connection_id\":\"ann=\",\"name\":\"Ann\"},"
                + "\"text\":\"hé\",\"sent_at\":\"")
        .matches(".*Z\",\"sequence\":[0-9]{16},\"position\":\"[0-9A-Z]{18}\"}");
    assertThat(backend.callback.frames("ann=")).isEqualTo(backend.callback.frames("ben="));
    assertThat(backend.callback.frames("eve=")).isEmpty();
    assertThat(backend.messages())
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("message", "hé"));
  }

  @Test
  void theSameEventDeliveredTwiceIsSentOnce() {
    backend.connect("ann=", Map.of());
    for (int i = 0; i < 2; i++) {
      backend.sendAs("m=", "ann=", "{\"action\":\"sendmessage\",\"message\":\"once\"}");
    }
    assertThat(backend.callback.frames("ann=")).hasSize(1);
  }

  @Test
  void aGoneConnectionIsTakenOffTheListAndTheOthersGetTheMessage() {
    backend.connect("dead=", Map.of(), longAgo);
    backend.connect("live=", Map.of(), longAgo);
    backend.callback.failAlways("dead=", 410);

    backend.send("live=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");

    assertThat(backend.callback.frames("live=")).hasSize(1);
    assertThat(backend.tables.items("active_connections"))
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("connection_id", "live="));
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("members", "1"));
  }

  @Test
  void aConnectionStillInItsConnectIsKept() {
    // Later than now, so that it is new however long this takes; RecipientTest tells how new.
    backend.connect("new=", Map.of(), Instant.now().plusSeconds(60));
    backend.connect("live=", Map.of());
    backend.callback.failAlways("new=", 410);

    backend.send("live=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");

    assertThat(backend.tables.items("active_connections")).hasSize(2);
  }

  @Test
  void throttledAndFailingPostsAreTriedAgain() {
    backend.connect("a=", Map.of());
    backend.callback.fail("a=", 429, 500, 503);

    backend.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");

    assertThat(backend.callback.frames("a=")).hasSize(1);
  }

  @Test
  void aSessionIsClosedOnceWithItsCodeAndReason() {
    backend.connect("a=", Map.of(), longAgo);
    backend.disconnect("a=", longAgo, 1001, "Going away");
    backend.disconnect("a=", longAgo, 1006, "again");

    assertThat(backend.tables.items("session_history"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsEntry("duration_seconds", "90")
                    .containsEntry("close_code", "1001")
                    .containsEntry("close_reason", "Going away"));
    assertThat(backend.tables.items("active_connections")).isEmpty();
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("members", "0"));
  }

  @Test
  void whatIsNotJsonIsAnsweredWithAnError() {
    backend.connect("a=", Map.of());
    var result = backend.fallback("a=", "hello");
    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body")).get().asString().contains("\"code\":\"not_json\"");
  }

  @Test
  void aConnectionMayWantItsOwnMessagesOrNotWhateverItsDialect() {
    backend.connect("wants=", Map.of("dialect", "name-text", "name", "Ann", "echo", "on"));
    backend.connect("doesNot=", Map.of("dialect", "data-text", "echo", "off"));
    backend.send("wants=", "{\"action\":\"sendmessage\",\"msg\":\"mine\"}");
    backend.send("doesNot=", "{\"action\":\"sendmessage\",\"data\":\"not mine\"}");
    assertThat(backend.callback.frames("wants=")).containsExactly("Ann: mine", "guest: not mine");
    assertThat(backend.callback.frames("doesNot=")).containsExactly("mine");
  }

  @Test
  void anUnknownEchoIsRefused() {
    var result = backend.connect("a=", Map.of("echo", "perhaps"));
    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(result.string("body")).hasValue("echo: unknown (expected: one of [on, off])");
    assertThat(backend.tables.items("active_connections")).isEmpty();
  }

  @Test
  void anUnknownDialectIsRefused() {
    var result = backend.connect("a=", Map.of("dialect", "klingon"));
    assertThat(result.integer("statusCode")).hasValue(400);
    assertThat(backend.tables.items("active_connections")).isEmpty();
  }
}
