package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void areWhatTheirNamesSay() {
    Quantiles quantiles = Quantiles.ofNanos(LongStream.rangeClosed(1, 1000).map(n -> n * 1000));

    assertThat(quantiles).isEqualTo(new Quantiles(0.5, 0.9, 0.99, 1.0, 1000));
  }

  @Test
  void areZeroWhereNothingWasRecorded() {
    assertThat(Quantiles.ofNanos(LongStream.empty())).isEqualTo(new Quantiles(0, 0, 0, 0, 0));
  }
}
