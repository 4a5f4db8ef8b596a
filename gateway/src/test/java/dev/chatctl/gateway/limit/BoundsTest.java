package dev.chatctl.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a size, a time and a rate, and what is just none any more. */
class BoundsTest {
  @Test
  void aSizeIsOneByteAtLeast() {
    assertThat(new Sizes(1, 1, 1, 1, 1, 1).inFlight()).isEqualTo(1);
    refused("frame: 0", () -> new Sizes(0, 1, 1, 1, 1, 1));
    refused("message: 0", () -> new Sizes(1, 0, 1, 1, 1, 1));
    refused("url: 0", () -> new Sizes(1, 1, 0, 1, 1, 1));
    refused("headers: 0", () -> new Sizes(1, 1, 1, 0, 1, 1));
    refused("clientBuffer: 0", () -> new Sizes(1, 1, 1, 1, 0, 1));
    refused("inFlight: -1", () -> new Sizes(1, 1, 1, 1, 1, -1));
  }

  @Test
  void aTimeIsMoreThanNone() {
    assertThat(Timeouts.AWS.withIdle(Duration.ofNanos(1)).idle()).isEqualTo(Duration.ofNanos(1));
    refused("idle: PT0S", () -> Timeouts.AWS.withIdle(Duration.ZERO));
    refused("lifetime: PT0S", () -> Timeouts.AWS.withLifetime(Duration.ZERO));
    refused("integration: PT0S", () -> Timeouts.AWS.withIntegration(Duration.ZERO));
    refused("closeHandshake: PT0S", () -> Timeouts.AWS.withCloseHandshake(Duration.ZERO));
    refused("shutdown: PT-1S", () -> Timeouts.AWS.withShutdown(Duration.ofSeconds(-1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateIsANumberAboveZero(double perSecond) {
    refused("perSecond: " + perSecond, () -> new ThrottleSettings(perSecond, 1));
  }

  @Test
  void aBurstIsOneAtLeast() {
    assertThat(new ThrottleSettings(Double.MIN_VALUE, 1).burst()).isEqualTo(1);
    assertThatThrownBy(() -> new ThrottleSettings(1, 0)).hasMessage("burst: 0 (expected: >= 1)");
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "1, 1", "1.1, 2", "2, 2", "100, 100"})
  void aRateWithoutABurstHoldsASecondsWorthAndOneAtLeast(String rate, int burst) {
    assertThat(Limits.parse("requests=" + rate).requests())
        .isEqualTo(new ThrottleSettings(Double.parseDouble(rate), burst));
  }

  @Test
  void theSizesAndTimesAreThoseOfTheService() {
    assertThat(List.of(Sizes.AWS.frame(), Sizes.AWS.message(), Sizes.AWS.url()))
        .containsExactly(32 * 1024, 128 * 1024, 4096);
    assertThat(Sizes.AWS.headers()).isEqualTo(10_240);
    assertThat(Sizes.AWS.clientBuffer()).isEqualTo(1 << 20);
    assertThat(Sizes.AWS.inFlight()).isEqualTo(1 << 27);
    assertThat(List.of(Timeouts.AWS.idle(), Timeouts.AWS.lifetime(), Timeouts.AWS.integration()))
        .containsExactly(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofSeconds(29));
  }

  private static void refused(String value, Supplier<?> made) {
    assertThatThrownBy(made::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(value + " (expected: > 0)");
  }
}
