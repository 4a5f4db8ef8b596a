package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
  @ParameterizedTest(name = "{7}: {6}")
  @CsvSource({
    "1111, 1010, 1000, 10, 100, 1, true, all in one place each",
    "1112, 1010, 1000, 10, 100, 1, false, one in none",
    "1110, 1010, 1000, 10, 100, 1, false, one in two",
    "1111, 1009, 1000, 10, 100, 1, false, recipients count less than messages",
    "1111, 1011, 1000, 10, 100, 1, false, recipients count more than messages",
  })
  void addUp(
      long expected,
      long accounted,
      long received,
      long late,
      long lost,
      long excused,
      boolean addUp,
      String why) {
    var deliveries = new Deliveries(expected, accounted, received, late, lost, 7, excused, 5);

    assertThat(deliveries.addUp(true)).as(why).isEqualTo(addUp);
  }

  @ParameterizedTest
  @CsvSource({"2000, true", "1009, false"})
  void ofARunThatWasCutShortMayGoOnForLonger(long accounted, boolean addUp) {
    var deliveries = new Deliveries(1111, accounted, 1000, 10, 100, 7, 1, 5);

    assertThat(deliveries.addUp(false)).isEqualTo(addUp);
  }
}
