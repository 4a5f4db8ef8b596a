package dev.chatctl.handlers;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of positions and of the one order. */
class ResumeTest {
  private static final int MISSED = 130;

  private final TestBackend backend = new TestBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void whoeverWasAwayGetsAllThatItMissedInTheOrderInWhichOthersSawIt() throws Exception {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());
    say("a=", "before");
    String position = json(backend.callback.frames("b=").getFirst()).require("position");
    for (int i = 0; i < MISSED; i++) {
      say(i % 2 == 0 ? "a=" : "b=", "missed " + i);
    }

    var told = new ArrayList<String>();
    JsonObject reply;
    do {
      reply = history("b=", "\"after_position\":\"" + position + "\"");
      assertThat(reply.isTrue("recovered")).isTrue();
      reply.objects("messages").forEach(message -> told.add(text(message)));
      position = reply.require("position");
    } while (reply.has("after"));

    List<String> live = backend.callback.frames("a=").stream().map(f -> text(json(f))).toList();
    assertThat(told).hasSize(MISSED + 1).isEqualTo(live);
    assertThat(backend.callback.frames("a="))
        .extracting(frame -> json(frame).integer("sequence").orElseThrow())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** As when a write that was begun before is answered, and done, seconds later. */
  @Test
  void whatIsStoredLateIsFoundByWhoeverHasSeenLaterMessages() throws Exception {
    backend.connect("a=", Map.of());
    backend.connect("b=", Map.of());
    say("a=", "early");
    String heard = json(backend.callback.frames("b=").getLast()).require("position");
    String read = history("b=", "\"limit\":5").require("position");
    String late = MessageIds.of(Instant.now().minusSeconds(4), "late");
    Map<String, String> row = backend.messages().getFirst();
    backend.tables.put(
        "message_history",
        Row.of("room_bucket", "lobby#" + LocalDate.ofInstant(MessageIds.timeOf(late), UTC))
            .with("message_id", late)
            .with("room", "lobby")
            .with("connection_id", "a=")
            .with("name", "guest")
            .with("timestamp", row.getOrDefault("timestamp", ""))
            .with("message", "late"));

    for (String position : List.of(heard, read)) {
      JsonObject reply = history("b=", "\"after_position\":\"" + position + "\"");
      assertThat(reply.objects("messages"))
          .extracting(message -> message.string("id").orElseThrow())
          .startsWith(late);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"after_position\":\"\"",
        "\"after_position\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"",
        "\"after_position\":\"7ZZZZZZZZZZZ000000\"",
        "\"after_position\":\"a\\u0001b\""
      })
  void aForgedPositionIsRefused(String from) throws Exception {
    backend.connect("a=", Map.of());
    assertThat(history("a=", from).require("code")).isEqualTo("not_found");
  }

  @Test
  void aPositionOfAnotherRoomIsRefused() throws Exception {
    backend.connect("a=", Map.of("room", "one"));
    backend.connect("b=", Map.of("room", "two"));
    String position = history("a=", "\"limit\":1").require("position");
    assertThat(history("a=", "\"after_position\":\"" + position + "\"").isTrue("recovered"))
        .isTrue();
    assertThat(history("b=", "\"after_position\":\"" + position + "\"").require("code"))
        .isEqualTo("not_found");
  }

  @Test
  void onlyOneStartMayBeGiven() throws Exception {
    backend.connect("a=", Map.of());
    assertThat(history("a=", "\"after_position\":\"x\",\"before\":\"y\"").require("code"))
        .isEqualTo("ambiguous");
  }

  private void say(String id, String text) {
    backend.send(id, "{\"action\":\"sendmessage\",\"message\":\"%s\"}".formatted(text));
  }

  private JsonObject history(String id, String members) {
    return json(
        backend
            .fallback(id, "{\"action\":\"history\",%s}".formatted(members))
            .string("body")
            .orElseThrow());
  }

  private static String text(JsonObject message) {
    return message.string("text").orElseThrow();
  }

  private static JsonObject json(String frame) {
    try {
      return Json.parseObject(frame);
    } catch (JsonFormatException e) {
      throw new AssertionError(frame, e);
    }
  }
}
