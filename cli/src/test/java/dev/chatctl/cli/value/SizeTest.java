package dev.chatctl.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "64, 64",
    "64B, 64",
    "1KB, 1000",
    "1kb, 1000",
    "1KiB, 1024",
    "3MB, 3000000",
    "2MiB, 2097152",
    "1GB, 1000000000",
    "999999999GiB, 1073741822926258176"
  })
  void countsBytes(String text, long bytes) {
    assertThat(Size.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KiB", "1.5KiB", "-1", "1TiB", "1 KiB", "9999999999", "1e3", "٣"})
  void refusesTheRestWithTheRule(String text) {
    assertThatThrownBy(() -> Size.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is no size (expected: such as 64, 10KB, 1KiB or 2MiB)", text);
  }
}
