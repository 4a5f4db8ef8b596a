package dev.chatctl.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "6, 6"})
  void makesAsManyAttemptsAsItSays(int attempts, int made) {
    var policy = new RetryPolicy(attempts, Duration.ZERO, Duration.ZERO, () -> 0);
    var calls = new AtomicInteger();
    int last =
        policy
            .retry(
                () -> CompletableFuture.completedFuture(calls.incrementAndGet()),
                (result, wait) -> Optional.<Integer>empty())
            .join();
    assertThat(last).isEqualTo(made);
    assertThat(calls).hasValue(made);
  }

  @Test
  void endsWithWhatItIsToldInsteadOfWaiting() {
    var policy = new RetryPolicy(9, Duration.ofMillis(4), Duration.ofMillis(4), () -> 0.5);
    var waits = new ArrayList<Duration>();
    int last =
        policy
            .retry(
                () -> CompletableFuture.completedFuture(1),
                (result, wait) -> {
                  waits.add(wait);
                  return waits.size() < 3 ? Optional.<Integer>empty() : Optional.of(result + 6);
                })
            .join();
    assertThat(last).isEqualTo(7);
    assertThat(waits).containsOnly(Duration.ofMillis(2)).hasSize(3);
  }

  @Test
  void knowsHowOftenToTryWhat() {
    assertThat(RetryPolicy.once().attempts()).isEqualTo(1);
    assertThat(RetryPolicy.standard(() -> 0).attempts()).isEqualTo(6);
    assertThat(RetryPolicy.service(() -> 0).attempts()).isEqualTo(8);
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
