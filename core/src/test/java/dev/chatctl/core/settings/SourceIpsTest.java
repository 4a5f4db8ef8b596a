package dev.chatctl.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIpsTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0",
    "2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
    "2001:db8::1, 2001:db8:0::",
    "2001::abcd:1, 2001:0:0::",
    "2001:db8:85a3::, 2001:db8:85a3::",
    "2001::db8:3:4:5:6:7, 2001:0:db8::",
    "::1, 0:0:0::",
    "::ffff:203.0.113.7, 0:0:0::",
    "'', ''",
  })
  void keepsTheNetworkOnly(String address, String kept) {
    assertThat(SourceIps.TRUNCATED.apply(address)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"FULL, 203.0.113.7", "NONE, ''"})
  void keepsAllOrNothingIfToldSo(SourceIps setting, String kept) {
    assertThat(setting.apply("203.0.113.7")).isEqualTo(kept);
  }
}
