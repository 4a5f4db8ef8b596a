package dev.chatctl.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalCurvesTest {
  private static final int THREE_TIMES_WHAT_IS_KEPT = 6000;

  private static int[] row(int bucket, int count) {
    int[] row = new int[LatencyBuckets.COUNT];
    row[bucket] = count;
    return row;
  }

  @Test
  void countsTheArrivalsOfEachMessageByLatency() {
    ArrivalCurves curves = new ArrivalCurves(3);
    curves.add(1, 1000);
    curves.add(1, 1000);
    curves.add(2, 70);

    assertThat(curves.of(0)).isNull();
    assertThat(curves.of(1)).isEqualTo(row(LatencyBuckets.of(1000), 2));
    assertThat(curves.of(2)).isEqualTo(row(LatencyBuckets.of(70), 1));
    assertThat(curves.of(3)).isNull();
  }

  @Test
  void keepsEveryThirdOfThreeTimesAsManyMessages() {
    ArrivalCurves curves = new ArrivalCurves(THREE_TIMES_WHAT_IS_KEPT);
    for (int message = 0; message < 9; message++) {
      curves.add(message, 1000);
      curves.add(message, 5, message + 1);
    }

    for (int message = 0; message < 9; message++) {
      int[] expected = row(LatencyBuckets.of(1000), 1);
      expected[5] = message + 1;
      assertThat(curves.of(message)).isEqualTo(message % 3 == 0 ? expected : null);
    }
    curves.add(THREE_TIMES_WHAT_IS_KEPT - 3, 5, 1);
    assertThat(curves.of(THREE_TIMES_WHAT_IS_KEPT - 3)).isEqualTo(row(5, 1));
    assertThat(curves.of(THREE_TIMES_WHAT_IS_KEPT)).isNull();
  }

  @Test
  void addsUpWhatEventLoopsAndProcessesSaw() {
    ArrivalCurves curves = new ArrivalCurves(THREE_TIMES_WHAT_IS_KEPT);
    curves.add(3, 5, 2);
    ArrivalCurves other = new ArrivalCurves(THREE_TIMES_WHAT_IS_KEPT);
    other.add(0, 0, 4);
    other.add(3, 5, 3);
    other.add(3, LatencyBuckets.COUNT - 1, 1);
    other.add(THREE_TIMES_WHAT_IS_KEPT - 3, 7, 6);

    curves.add(other);

    int[] third = row(5, 5);
    third[LatencyBuckets.COUNT - 1] = 1;
    assertThat(curves.of(0)).isEqualTo(row(0, 4));
    assertThat(curves.of(3)).isEqualTo(third);
    assertThat(curves.of(6)).isNull();
    assertThat(curves.of(THREE_TIMES_WHAT_IS_KEPT - 3)).isEqualTo(row(7, 6));
  }
}
