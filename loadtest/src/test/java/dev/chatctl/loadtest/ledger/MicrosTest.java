package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 0",
    "1000, 1",
    "1999999, 1999",
    "-5000, 0",
    "600000000000, 600000000",
    "600000001000, 600000000",
    "9223372036854775807, 600000000"
  })
  void countsBelowZeroAsNothingAndBeyondTenMinutesAsTen(long nanos, long micros) {
    assertThat(Micros.ofNanos(nanos)).isEqualTo(micros);
  }
}
