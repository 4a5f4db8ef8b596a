package dev.chatctl.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.wire.Problem.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "hi", "tab\tline\r\n", "grüß \ud83d\ude00", "\u2028"})
  void textsAreFree(String text) {
    assertThat(Rules.text("message", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\u0000', U+0000", "'\u001b[31m', U+001B", "'\u0085', U+0085", "'\ud83d', U+D83D"})
  void aTextWithAControlCharacterOrHalfACharacterIsRefused(String text, String shown) {
    assertThat(Rules.text("message", text))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.BAD_CHARACTERS);
              assertThat(problem.detail()).startsWith("message: " + shown + " at 0 (expected:");
            });
  }

  @Test
  void aTextIsMeasuredInTheBytesItTakesAsJson() {
    assertThat(Rules.text("message", "x".repeat(Rules.MAX_TEXT_BYTES))).isEmpty();
    assertThat(Rules.text("message", "ä".repeat(Rules.MAX_TEXT_BYTES / 2))).isEmpty();
    assertThat(Rules.text("message", "\"".repeat(Rules.MAX_TEXT_BYTES / 2))).isEmpty();
    assertThat(Rules.text("message", "ä".repeat(Rules.MAX_TEXT_BYTES / 2) + "x"))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.TOO_LONG);
              assertThat(problem.detail())
                  .isEqualTo("message: 28673 (expected: at most 28672 bytes)");
            });
  }

  @ParameterizedTest
  @CsvSource({"'', EMPTY", "'  ', EMPTY", "'a\u0007', BAD_CHARACTERS"})
  void aNameIsSomethingOneCanSee(String name, Code code) {
    assertThat(Rules.name(name)).map(Problem::code).contains(code);
    assertThat(Rules.name("x".repeat(65))).map(Problem::code).contains(Code.TOO_LONG);
    assertThat(Rules.name("Ännchen \ud83d\ude00")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a#0", "ä", "a/b", "a\n"})
  void aRoomHasNothingThatATableKeyGivesMeaningTo(String room) {
    assertThat(Rules.room(room)).map(Problem::code).contains(Code.BAD_CHARACTERS);
    assertThat(Rules.room("Lobby_1.2-3")).isEmpty();
    assertThat(Rules.room("x".repeat(65))).isPresent();
  }

  @Test
  void aClientsOwnIdIsShortAndNotEmpty() {
    assertThat(Rules.id("client_message_id", "")).isPresent();
    assertThat(Rules.id("client_message_id", "x".repeat(129))).isPresent();
    assertThat(Rules.id("client_message_id", "x".repeat(128))).isEmpty();
  }
}
