package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ColdConnectsTest {
  /** One histogram a second, of a hundred handshakes that took so many milliseconds. */
  private static List<Histogram> seconds(int... millis) {
    List<Histogram> intervals = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      Histogram interval = new Histogram(600_000_000, 3);
      interval.recordValueWithCount(millis[i] * 1000L, 100);
      interval.setStartTimeStamp(1_000_000 + i * 1000L);
      intervals.add(interval);
    }
    return intervals;
  }

  @Test
  void areThoseOfTheFirstSecondsThatTookMuchLonger() {
    assertThat(ColdConnects.in(seconds(900, 400, 20, 30, 20)))
        .hasValueSatisfying(
            cold -> {
              assertThat(cold.seconds()).isEqualTo(2);
              assertThat(cold.coldMillis()).isBetween(399.0, 901.0);
              assertThat(cold.text())
                  .matches(
                      "Cold start: handshakes took \\d+ ms in the first 2 s, 20 ms after"
                          + " \\(medians\\)");
            });
  }

  @Test
  void areNoneWhereAllTookAboutTheSame() {
    assertThat(ColdConnects.in(seconds(50, 40, 30, 30))).isEmpty();
    assertThat(ColdConnects.in(seconds(9, 2, 1, 1))).isEmpty();
  }

  @Test
  void areNotToldWhereNothingCameAfterThem() {
    assertThat(ColdConnects.in(seconds(900))).isEmpty();
    assertThat(ColdConnects.in(List.of())).isEmpty();
  }

  @Test
  void areThoseOfTheSameSecondInEveryShard() {
    List<Histogram> both = new ArrayList<>(seconds(900, 20, 20));
    both.addAll(seconds(880, 25, 20));

    assertThat(ColdConnects.in(both)).map(ColdConnects::seconds).contains(1);
  }
}
