package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  @ParameterizedTest
  @CsvSource({"2, 50", "3, 100", "4, 200", "5, 400", "9, 2000", "70, 2000"})
  void theLongestWaitDoublesUpToTheCap(int attempt, long millis) {
    var policy = new RetryPolicy(100, Duration.ofMillis(50), Duration.ofSeconds(2), () -> 1);
    assertThat(policy.delayBefore(attempt)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aWaitIsAnywhereBelowTheLongest() {
    var half = new RetryPolicy(6, Duration.ofMillis(50), Duration.ofSeconds(2), () -> 0.5);
    assertThat(half.delayBefore(3)).isEqualTo(Duration.ofMillis(50));
    var none = new RetryPolicy(6, Duration.ofMillis(50), Duration.ofSeconds(2), () -> 0);
    assertThat(none.delayBefore(3)).isZero();
  }

  @Test
  void permitsAsManyAttemptsAsItSays() {
    assertThat(RetryPolicy.once().permits(1)).isTrue();
    assertThat(RetryPolicy.once().permits(2)).isFalse();
    assertThat(RetryPolicy.standard(() -> 0).permits(6)).isTrue();
    assertThat(RetryPolicy.standard(() -> 0).permits(7)).isFalse();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, () -> 0))
        .hasMessage("attempts: 0 (expected: >= 1)");
    assertThatThrownBy(
            () -> new RetryPolicy(1, Duration.ofMillis(2), Duration.ofMillis(1), () -> 0))
        .hasMessageStartingWith("base, cap:");
  }
}
