package dev.chatctl.loadtest.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** {@code scipy.stats.t.ppf(0.975, freedom)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706205",
    "1.5, 6.016663",
    "2, 4.302653",
    "4, 2.776445",
    "8.5, 2.282605",
    "18, 2.100922",
    "1000, 1.962339"
  })
  void hasTheCriticalValuesOfTheTables(double freedom, double expected) {
    assertThat(StudentT.critical(freedom)).isCloseTo(expected, withinPercentage(0.01));
  }
}
