package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.moderation.AddressRange;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationRule.Kind;
import dev.chatctl.core.moderation.ModerationRule.Whom;
import dev.chatctl.core.moderation.ModerationTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules and moderators do to those who are there. All have the address 203.0.113.7. */
class ModerationTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"%s\"}";
  private static final String OWN_ID =
      "{\"action\":\"sendmessage\",\"message\":\"secret\",\"client_message_id\":\"1\"}";

  private final TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource({"10", "1"})
  void aBannedUserIsPassedOverByTheNextBroadcastAndClosed(String inlineLimit) {
    Map<String, String> settings =
        Map.of("FAN_OUT_INLINE_LIMIT", inlineLimit, "MESSAGES_PER_SECOND", "0");
    try (var chat = new TestBackend(settings)) {
      user(chat, "bad=", "u-1");
      user(chat, "good=", "u-2");
      ban(chat, new Whom(Optional.of("u-1"), Optional.empty()), Optional.empty());

      untilClosed(chat, "bad=", "good=");

      chat.send("good=", SAY.formatted("since then"));
      chat.work(chat.queue.takeAll(), 29_000);
      assertThat(chat.callback.frames("good=")).anyMatch(frame -> frame.contains("since then"));
      assertThat(chat.callback.frames("bad="))
          .noneMatch(frame -> frame.contains("since then"))
          .anyMatch(frame -> frame.contains("\"code\":\"banned\""));
      assertThat(reasonOf(chat, "bad=")).isEqualTo("banned");
      assertThat(user(chat, "again=", "u-1").integer("statusCode").orElse(0)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, lobby, 0",
    "203.0.0.0/16, , 0",
    // Of addresses only the network is kept: these may not be theirs.
    "203.0.113.0/25, , 1",
    "203.0.113.0, , 1",
    "203.0.113.0/24, other, 1",
  })
  void aWorkerGoesByWhatIsKeptOfAddresses(String network, String room, int heard) {
    try (var chat = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "1"))) {
      user(chat, "a=", "u-1");
      user(chat, "b=", "u-2");
      chat.send("a=", SAY.formatted("told"));
      ban(chat, new Whom(Optional.empty(), AddressRange.read(network)), Optional.ofNullable(room));
      chat.restart();

      chat.work(chat.queue.takeAll(), 29_000);

      for (String one : List.of("a=", "b=")) {
        assertThat(chat.callback.frames(one).stream().filter(frame -> frame.contains("told")))
            .hasSize(heard);
        assertThat(reasonOf(chat, one)).isEqualTo(heard == 0 ? "banned" : "");
      }
    }
  }

  @Test
  void nobodyWritesToTheBannedAlone() {
    try (var chat = new TestBackend()) {
      user(chat, "bad=", "u-1");
      user(chat, "good=", "u-2");
      ban(chat, new Whom(Optional.of("u-1"), Optional.empty()), Optional.empty());
      chat.restart();

      String direct = "{\"action\":\"direct\",\"to\":\"bad=\",\"message\":\"psst\"}";
      assertThat(body(chat.fallback("good=", direct))).contains("\"code\":\"not_found\"");
      assertThat(chat.callback.frames("bad=")).noneMatch(frame -> frame.contains("psst"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "1"})
  void aModeratorTakesBackWhatSomebodySaid(String inlineLimit) {
    try (var chat = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", inlineLimit))) {
      chat.connectAs("mod=", Instant.now(), Map.of("user_id", "m-1", "role", "moderate"));
      user(chat, "ann=", "u-1");
      chat.connect("old=", Map.of("dialect", "data-text"));
      chat.send("ann=", OWN_ID);
      chat.work(chat.queue.takeAll(), 29_000);
      String id = chat.messages().getFirst().get("message_id");
      int heard = chat.callback.frames("old=").size();

      JsonObject reply = chat.fallback("mod=", "{\"action\":\"delete\",\"id\":\"" + id + "\"}");
      chat.work(chat.queue.takeAll(), 29_000);

      assertThat(body(reply)).isEmpty();
      for (String member : List.of("mod=", "ann=")) {
        assertThat(chat.callback.frames(member))
            .anyMatch(frame -> frame.contains("\"type\":\"deleted\",\"id\":\"" + id));
      }
      assertThat(chat.callback.frames("old=")).hasSize(heard);
      assertThat(body(chat.fallback("ann=", "{\"action\":\"history\"}")))
          .contains(id, "\"deleted_at\"", "\"u-1\"")
          .doesNotContain("secret");
      assertThat(chat.messages())
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("deleted_by", "m-1"));
    }
  }

  @Test
  void whatWasTakenBackStaysAwayWhenItComesAgain() {
    try (var chat = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "1"))) {
      chat.connectAs("mod=", Instant.now(), Map.of("role", "moderate"));
      user(chat, "ann=", "u-1");
      // Stored, and told to nobody: repeating it would send it.
      chat.queue.refuse(true);
      chat.sendAs("m", "ann=", OWN_ID);
      chat.queue.refuse(false);
      String id = chat.messages().getFirst().get("message_id");
      String delete = "{\"action\":\"delete\",\"id\":\"" + id + "\"}";
      chat.fallback("mod=", delete);
      Map<String, String> tombstone = chat.messages().getFirst();

      assertThat(body(chat.sendAs("m", "ann=", OWN_ID))).contains("\"duplicate\":true");
      chat.fallback("mod=", delete);
      chat.work(chat.queue.takeAll(), 29_000);

      assertThat(chat.messages()).containsExactly(tombstone);
      assertThat(tombstone).containsEntry("message", "").containsEntry("deleted_by", "mod=");
      assertThat(chat.callback.frames("mod=")).noneMatch(frame -> frame.contains("secret"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "write, 01J00000000000000000000000, forbidden",
    "read, 01J00000000000000000000000, forbidden",
    "moderate, 01J00000000000000000000000, not_found",
    "moderate, nonsense, not_found",
    "moderate, '', not_found"
  })
  void whatIsNoMessageOrNotTheirsToDeleteIsRefused(String role, String id, String code) {
    backend.connectAs("a=", Instant.now(), Map.of("role", role));

    assertThat(body(backend.fallback("a=", "{\"action\":\"delete\",\"id\":\"" + id + "\"}")))
        .contains("\"code\":\"" + code + "\"");
    assertThat(body(backend.fallback("a=", "{\"action\":\"delete\",\"id\":7}")))
        .contains("\"code\":\"wrong_type\"");
    assertThat(body(backend.fallback("a=", "{\"action\":\"delete\"}")))
        .contains("\"code\":\"wrong_type\"");
  }

  /** Says something again and again until the ban is known and the other one closed. */
  private static void untilClosed(TestBackend chat, String whom, String speaker) {
    for (int tries = 0; tries < 5_000 && !chat.callback.closed().contains(whom); tries++) {
      chat.send(speaker, SAY.formatted("hi"));
      chat.work(chat.queue.takeAll(), 29_000);
    }
    assertThat(chat.callback.closed()).containsExactly(whom);
  }

  private static void ban(TestBackend chat, Whom whom, Optional<String> room) {
    var rule =
        new ModerationRule(
            Kind.BAN, whom, room, Optional.empty(), Optional.empty(), "op", Instant.now());
    new ModerationTable(chat.tables.tables(), chat.tables.name("moderation")).make(rule).join();
  }

  private static JsonObject user(TestBackend chat, String id, String user) {
    return chat.connectAs(id, user, Instant.now().plusSeconds(600));
  }

  private static String reasonOf(TestBackend chat, String id) {
    return chat.tables.items("session_history").stream()
        .filter(row -> id.equals(row.get("connection_id")))
        .findFirst()
        .orElseThrow()
        .getOrDefault("close_reason", "");
  }

  private static String body(JsonObject result) {
    return result.string("body").orElse("");
  }
}
