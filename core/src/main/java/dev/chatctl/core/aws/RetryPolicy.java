package dev.chatctl.core.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * When to try a call again: exponential backoff with full jitter, so that many that were throttled
 * do not come back together.
 *
 * @param attempts how often one call is made in all
 * @param base the longest wait before the second attempt; doubles with each
 * @param cap the longest wait at all
 * @param random draws from [0, 1)
 */
public record RetryPolicy(int attempts, Duration base, Duration cap, DoubleSupplier random) {
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 1)");
    }
    if (base.isNegative() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "base, cap: %s, %s (expected: 0 <= base <= cap)".formatted(base, cap));
    }
  }

  /** What the callback API needs: a throttle usually lets up within a second. */
  public static RetryPolicy standard(DoubleSupplier random) {
    return new RetryPolicy(6, Duration.ofMillis(50), Duration.ofSeconds(2), random);
  }

  /** What tables and queues need, whose throttles are shorter. */
  public static RetryPolicy service(DoubleSupplier random) {
    return new RetryPolicy(8, Duration.ofMillis(25), Duration.ofSeconds(1), random);
  }

  /** For what is not worth waiting for. */
  public static RetryPolicy once() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, () -> 0);
  }

  /**
   * Calls until a result is good enough or no attempt is left.
   *
   * @param call makes one attempt; if that fails, so does the whole
   * @param ending what to end with, given a result and how long the next attempt would have to
   *     wait; empty to wait and make it
   */
  public <T> CompletableFuture<T> retry(
      Supplier<CompletableFuture<T>> call, BiFunction<T, Duration, Optional<T>> ending) {
    return attempt(call, ending, 1);
  }

  private <T> CompletableFuture<T> attempt(
      Supplier<CompletableFuture<T>> call,
      BiFunction<T, Duration, Optional<T>> ending,
      int attempt) {
    return call.get()
        .thenCompose(
            result -> {
              if (attempt == attempts) {
                return CompletableFuture.completedFuture(result);
              }
              Duration wait = delayBefore(attempt + 1);
              return ending
                  .apply(result, wait)
                  .map(CompletableFuture::completedFuture)
                  .orElseGet(
                      () ->
                          Futures.after(wait)
                              .thenCompose(waited -> attempt(call, ending, attempt + 1)));
            });
  }

  /** How long to wait before this attempt, the second being 2. */
  Duration delayBefore(int attempt) {
    long longest = Math.min(cap.toNanos(), base.toNanos() << Math.min(attempt - 2, 20));
    return Duration.ofNanos((long) (longest * random.getAsDouble()));
  }
}
