package dev.chatctl.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.wire.Problem.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "hi", "tab\tline\r\n", "grüß \ud83d\ude00", "\u2028"})
  void textsAreFree(String text) {
    assertThat(InputRules.text("message", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\u0000', U+0000", "'\u001b[31m', U+001B", "'\u0085', U+0085", "'\ud83d', U+D83D"})
  void aTextWithAControlCharacterOrHalfACharacterIsRefused(String text, String shown) {
    assertThat(InputRules.text("message", text))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.BAD_CHARACTERS);
              assertThat(problem.detail()).startsWith("message: " + shown + " at 0 (expected:");
            });
  }

  @Test
  void aTextIsMeasuredInTheBytesItTakesAsJson() {
    assertThat(InputRules.text("message", "x".repeat(InputRules.MAX_TEXT_BYTES))).isEmpty();
    assertThat(InputRules.text("message", "ä".repeat(InputRules.MAX_TEXT_BYTES / 2))).isEmpty();
    assertThat(InputRules.text("message", "\"".repeat(InputRules.MAX_TEXT_BYTES / 2))).isEmpty();
    assertThat(InputRules.text("message", "ä".repeat(InputRules.MAX_TEXT_BYTES / 2) + "x"))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.TOO_LONG);
              assertThat(problem.detail())
                  .isEqualTo("message: 28673 (expected: at most 28672 bytes)");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "'  ', EMPTY",
    "'a\u0007', BAD_CHARACTERS",
    "\u200b, BAD_CHARACTERS",
    "ann\u200d, BAD_CHARACTERS",
    "a\u202enna, BAD_CHARACTERS",
    "a\u2067nna, BAD_CHARACTERS",
    "an\u00adn, BAD_CHARACTERS",
    "'ann\udb40\udc61', BAD_CHARACTERS",
    "ann\ufe0f, BAD_CHARACTERS",
    "\u3164, BAD_CHARACTERS",
    "\u2800, BAD_CHARACTERS",
    "a\u00a0b, BAD_CHARACTERS",
    "a\u2028b, BAD_CHARACTERS",
    "a\ue000, BAD_CHARACTERS",
    "a\uffff, BAD_CHARACTERS",
    "a\ud800, BAD_CHARACTERS"
  })
  void aNameIsSomethingOneCanSee(String name, Code code) {
    assertThat(InputRules.name(name)).map(Problem::code).contains(code);
    assertThat(InputRules.name("x".repeat(65))).map(Problem::code).contains(Code.TOO_LONG);
    assertThat(InputRules.name("Ännchen \ud83d\ude00")).isEmpty();
    assertThat(InputRules.name("\u738b\u5c0f\u660e (\u092e\u0940\u0930\u093e)")).isEmpty();
  }

  @Test
  void aNameHasOneForm() {
    assertThat(InputRules.normalised(" A\u0308nn ")).isEqualTo("\u00c4nn");
    assertThat(InputRules.normalised("Ann")).isEqualTo("Ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a#0", "ä", "a/b", "a\n"})
  void aRoomHasNothingThatATableKeyGivesMeaningTo(String room) {
    assertThat(InputRules.room(room)).map(Problem::code).contains(Code.BAD_CHARACTERS);
    assertThat(InputRules.room("Lobby_1.2-3")).isEmpty();
    assertThat(InputRules.room("x".repeat(65))).isPresent();
  }

  @Test
  void aClientsOwnIdIsShortAndNotEmpty() {
    assertThat(InputRules.id("client_message_id", "")).isPresent();
    assertThat(InputRules.id("client_message_id", "x".repeat(129))).isPresent();
    assertThat(InputRules.id("client_message_id", "x".repeat(128))).isEmpty();
  }
}
