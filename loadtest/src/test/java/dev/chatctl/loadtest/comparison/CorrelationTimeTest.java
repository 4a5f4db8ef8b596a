package dev.chatctl.loadtest.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTimeTest {
  /** Of an autoregression of the first order it is known. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6, 0.9})
  void isThatOfAnAutoregression(double correlation) {
    Series series = new Series(1, correlation, Series.logNormal(20, 1));

    double known = (1 + correlation) / (1 - correlation);
    assertThat(CorrelationTime.of(series.next(10_000, 1)))
        .isCloseTo(known, Percentage.withPercentage(20));
  }

  @Test
  void ofShortSeriesIsRightOnAverage() {
    Series series = new Series(2, 0.6, Series.logNormal(20, 1));

    double mean =
        DoubleStream.generate(() -> CorrelationTime.of(series.next(100, 1)))
            .limit(1000)
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(3.8, 5.2); // 4 in truth
  }

  @Test
  void doesNotDependOnHowFarValuesAreApart() {
    double[] values = new Series(3, 0.6, Series.logNormal(20, 1)).next(200, 1);
    double[] cubes = Arrays.stream(values).map(v -> v * v * v).toArray();

    assertThat(CorrelationTime.of(cubes)).isEqualTo(CorrelationTime.of(values), within(1e-12));
  }

  @Test
  void ofAlternatingOrEqualValuesIsOne() {
    assertThat(CorrelationTime.of(new double[] {1, 2, 1, 2, 1, 2, 1, 2, 1, 2})).isEqualTo(1);
    assertThat(CorrelationTime.of(new double[] {3, 3, 3, 3, 3, 3})).isEqualTo(1);
    assertThat(CorrelationTime.of(new double[] {3})).isEqualTo(1);
  }

  @Test
  void ofATrendIsAtMostHalfTheSeries() {
    double[] trend = new double[100];
    Arrays.setAll(trend, i -> i);

    assertThat(CorrelationTime.of(trend)).isBetween(20.0, 50.0);
  }
}
