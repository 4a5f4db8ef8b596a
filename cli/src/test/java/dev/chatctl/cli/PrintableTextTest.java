package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {
  @ParameterizedTest
  @CsvSource({
    "seven77, seven77",
    "eight888, eigh...",
    "abc\ud83d\ude00efg, abc...",
    "a\u001bb, a\\x1bb"
  })
  void isCutWhereItIsTooLong(String text, String shown) {
    assertThat(PrintableText.oneLine(text, 7)).isEqualTo(shown);
  }
}
