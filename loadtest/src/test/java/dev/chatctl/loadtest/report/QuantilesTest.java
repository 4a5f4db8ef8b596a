package dev.chatctl.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void areWhatTheirNamesSay() {
    Quantiles quantiles = Quantiles.ofNanos(LongStream.rangeClosed(1, 1000).map(n -> n * 1000));

    assertThat(quantiles.toJson().toString())
        .isEqualTo(
            "{\"count\":1000,\"mean\":0.5,\"min\":0.001,\"p50\":0.5,\"p75\":0.75,\"p90\":0.9,"
                + "\"p95\":0.95,\"p99\":0.99,\"p99_9\":0.999,\"max\":1.0}");
    assertThat(quantiles.p50()).isEqualTo(0.5);
    assertThat(quantiles.p90()).isEqualTo(0.9);
    assertThat(quantiles.p99()).isEqualTo(0.99);
    assertThat(quantiles.beyond()).isZero();
  }

  @Test
  void haveNoNumbersWhereNothingWasRecorded() {
    Quantiles quantiles = Quantiles.ofNanos(LongStream.empty());

    assertThat(quantiles.p50() + quantiles.mean() + quantiles.min() + quantiles.max()).isZero();
    assertThat(quantiles.toJson().toString())
        .startsWith("{\"count\":0,\"mean\":null,\"min\":null,\"p50\":null,")
        .endsWith("\"max\":null}");
  }

  @Test
  void tellOfTimesBeyondWhatAHistogramHolds() {
    long tenMinutes = 600_000_000_000L;

    Quantiles quantiles =
        Quantiles.ofNanos(LongStream.of(1000, tenMinutes + 1, 36_000_000_000_000L));

    assertThat(quantiles.beyond()).isEqualTo(2);
    assertThat(quantiles.toJson().path("beyond").intValue()).isEqualTo(2);
  }
}
