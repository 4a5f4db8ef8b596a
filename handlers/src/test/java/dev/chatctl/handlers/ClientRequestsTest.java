package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Speaking limits, direct messages, history, and connections that nobody saw end. */
class ClientRequestsTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";
  private static final String SAY_SEVEN = SAY.replace("}", ",\"client_message_id\":\"7\"}");

  private final TestBackend backend =
      new TestBackend(Map.of("MESSAGES_PER_SECOND", "1", "MESSAGE_BURST", "3"));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void whoSendsTooFastIsToldSoAndNobodyElseIsSlowedDown() {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());
    long later = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plusSeconds(3600));
    backend
        .tables
        .tables()
        .update(
            new Tables.Update(
                backend.tables.name("session_history"),
                Row.of("connection_id", "a="),
                new Tables.Expression("SET rate_turn = :later", Row.of(":later", later)),
                Tables.Expression.NONE))
        .join();

    assertThat(backend.send("a=", SAY_SEVEN).string("body"))
        .get()
        .asString()
        .contains("\"rate_limited\"", "\"client_message_id\":\"7\"");
    assertThat(backend.send("a=", "{\"action\":\"ping\"}").string("body"))
        .get()
        .asString()
        .contains("\"rate_limited\"");
    assertThat(backend.send("b=", SAY).integer("statusCode")).hasValue(200);
    assertThat(backend.callback.frames("b=")).filteredOn(f -> f.contains("\"hi\"")).hasSize(1);
  }

  @Test
  void anExpiredTokenEndsTheRightToSendButNotTheHeartbeat() {
    backend.connectAs("a=", "ann", Instant.now().minusSeconds(1));
    backend.connectAs("b=", "ben", Instant.now().plusSeconds(600));

    assertThat(backend.send("a=", SAY_SEVEN).string("body"))
        .get()
        .asString()
        .contains("\"expired\"", "\"client_message_id\":\"7\"");
    assertThat(backend.fallback("a=", "{\"action\":\"ping\"}").string("body"))
        .get()
        .asString()
        .contains("\"pong\"");
    assertThat(backend.send("b=", SAY).integer("statusCode")).hasValue(200);
  }

  @Test
  void aDirectMessageIsToldOnceHoweverOftenItIsSent() {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());
    String direct = "{\"action\":\"direct\",\"to\":\"b=\",\"message\":\"psst\"}";
    backend.fallbackAs("m=", "a=", direct);
    JsonObject again = backend.fallbackAs("m=", "a=", direct);

    assertThat(again.string("body")).get().asString().contains("\"duplicate\":true");
    assertThat(backend.callback.frames("b=")).filteredOn(f -> f.contains("psst")).hasSize(1);
  }

  @Test
  void aDirectMessageThatDidNotArriveMayBeSentAgain() {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());
    backend.callback.fail("b=", 400);
    String direct =
        "{\"action\":\"direct\",\"to\":\"b=\",\"message\":\"psst\",\"client_message_id\":\"7\"}";

    assertThat(backend.fallback("a=", direct).string("body"))
        .get()
        .asString()
        .contains("\"undelivered\"");
    assertThat(backend.fallback("a=", direct).string("body"))
        .get()
        .asString()
        .contains("\"duplicate\":false");
    assertThat(backend.callback.frames("b=")).filteredOn(f -> f.contains("psst")).hasSize(1);
  }

  @Test
  void aClientThatComesBackReadsWhatItMissedInFramesBelow32Kilobytes() {
    try (var patient = new TestBackend()) {
      patient.connect("a=", Map.of());
      for (int i = 0; i < 5; i++) {
        patient.send("a=", SAY.replace("hi", i + "x".repeat(20_000)));
      }
      String first = patient.callback.frames("a=").getFirst();
      String id = first.replaceFirst(".*?\"id\":\"([0-9A-Z]{26})\".*", "$1");
      int before = patient.callback.frames("a=").size();

      JsonObject last = patient.fallback("a=", "{\"action\":\"history\",\"after\":\"" + id + "\"}");

      List<String> pushed =
          patient.callback.frames("a=").subList(before, patient.callback.frames("a=").size());
      assertThat(pushed)
          .as("%s", last.string("body"))
          .hasSize(3)
          .allMatch(frame -> frame.length() < 32 * 1024);
      assertThat(pushed).allMatch(frame -> frame.endsWith("\"more\":true}"));
      assertThat(last.string("body")).get().asString().contains("\"more\":false");
      assertThat(String.join("", pushed) + last.string("body").orElseThrow())
          .doesNotContain("\"text\":\"0x")
          .containsSubsequence("\"text\":\"1x", "\"text\":\"2x", "\"text\":\"3x", "\"text\":\"4x");
    }
  }

  @Test
  void aReplyThatLacksAFrameIsNotCalledComplete() {
    try (var patient = new TestBackend()) {
      patient.connect("a=", Map.of());
      patient.send("a=", SAY.replace("hi", "x".repeat(20_000)));
      patient.send("a=", SAY.replace("hi", "y".repeat(20_000)));
      patient.callback.fail("a=", 400);

      JsonObject last = patient.fallback("a=", "{\"action\":\"history\"}");

      assertThat(last.string("body"))
          .get()
          .asString()
          .contains("\"type\":\"error\",\"code\":\"undelivered\"", "reply: incomplete");
    }
  }

  @Test
  void aConnectionWhoseDisconnectWasLostIsEndedByTheReaper() {
    Instant longAgo = Instant.now().minus(Duration.ofHours(3));
    backend.connect("lost=", Map.of(), longAgo);
    backend.connect("here=", Map.of());

    backend.reap();
    backend.reap();

    assertThat(backend.tables.items("active_connections"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("connection_id", "here="));
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(room -> assertThat(room).containsEntry("members", "1"));
    assertThat(backend.tables.items("session_history"))
        .filteredOn(session -> "lost=".equals(session.get("connection_id")))
        .singleElement()
        .satisfies(
            session ->
                assertThat(session)
                    .containsEntry("duration_seconds", "7200")
                    .containsEntry("close_reason", "expired"));
  }

  @Test
  void aDisconnectThatComesAfterTheReaperChangesNothing() {
    Instant longAgo = Instant.now().minus(Duration.ofHours(3));
    backend.connect("late=", Map.of(), longAgo);
    backend.reap();
    backend.disconnect("late=", longAgo, 1001, "Going away");
    assertThat(backend.tables.items("session_history"))
        .singleElement()
        .satisfies(session -> assertThat(session).containsEntry("close_reason", "expired"));
  }
}
