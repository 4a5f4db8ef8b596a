package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients' own ids for their messages, whatever they are made of. */
class ClientIdsTest {
  private final TestBackend backend = new TestBackend();

  @BeforeEach
  void connect() {
    Instant later = Instant.now().plusSeconds(3_600);
    backend.connectAs("a=", "a", later);
    backend.connectAs("ab=", "a#b", later);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource({"b#c, c", "'#', ''", "b#, b", "b#room#c, room#c"})
  void idsThatWouldBeAlikeBesideTheirUsersNamesAreTwoMessages(String id, String other) {
    String left = said("a=", id).require();
    String right = said("ab=", other.isEmpty() ? "#" : other).require();

    assertThat(left).isNotEqualTo(right);
    assertThat(backend.messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "#", "a\\u0009b", "\uD83D\uDE00", "..", "client-id#a", "1 2"})
  void whateverItIsMadeOfItIsKnownAgain(String id) {
    String first = said("a=", id).require();
    Answer again = said("a=", id);
    assertThat(again.require()).isEqualTo(first);
    assertThat(again.frame().isTrue("duplicate")).isTrue();
    assertThat(backend.messages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"a\\u0000b, bad_characters", "a\\u001bb, bad_characters", "\\ud800, bad_characters"})
  void controlCharactersAreRefusedAndNotStored(String id, String code) {
    assertThat(said("a=", id).frame().string("code")).contains(code);
    assertThat(backend.messages()).isEmpty();
  }

  @Test
  void aKilobyteIsTooLongAnd128CharactersAreNot() {
    for (String part : List.of("x", "#", "\u00e4")) {
      JsonObject refused = said("a=", part.repeat(1_024)).frame();
      assertThat(refused.string("code")).contains("too_long");
      assertThat(refused.string("message"))
          .contains("client_message_id: 1024 (expected: at most 128 characters, not 0)");
      assertThat(said("a=", part.repeat(128)).require()).isNotEmpty();
    }
    assertThat(backend.messages()).hasSize(3);
  }

  private record Answer(JsonObject frame) {
    String require() {
      return frame
          .string("id")
          .orElseThrow(() -> new AssertionError("no id among " + frame.names()));
    }
  }

  private Answer said(String connection, String id) {
    String body =
        backend
            .send(
                connection,
                "{\"action\":\"sendmessage\",\"message\":\"hi\",\"client_message_id\":\"%s\"}"
                    .formatted(id))
            .string("body")
            .orElseThrow();
    try {
      return new Answer(Json.parseObject(body));
    } catch (JsonFormatException e) {
      throw new AssertionError(body, e);
    }
  }
}
