package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyBucketsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "63, 0",
    "64, 1",
    "79, 1",
    "80, 2",
    "95, 2",
    "96, 3",
    "112, 4",
    "127, 4",
    "128, 5",
    "160, 6",
    "1000, 16",
    "1024, 17",
    "60000000, 80",
    "67108864, 81",
    "600000000, 81"
  })
  void hasFourClassesToAnOctave(long micros, int bucket) {
    assertThat(LatencyBuckets.of(micros)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({"0, 64", "1, 80", "2, 96", "3, 112", "4, 128", "5, 160", "16, 1024", "80, 67108864"})
  void knowsWhereAClassEnds(int bucket, long micros) {
    assertThat(LatencyBuckets.endMicros(bucket)).isEqualTo(micros);
  }

  @Test
  void everyClassBeginsWhereTheOneBeforeEnds() {
    for (int bucket = 0; bucket < LatencyBuckets.COUNT - 1; bucket++) {
      long end = LatencyBuckets.endMicros(bucket);
      assertThat(LatencyBuckets.of(end - 1)).isEqualTo(bucket);
      assertThat(LatencyBuckets.of(end)).isEqualTo(bucket + 1);
    }
  }
}
