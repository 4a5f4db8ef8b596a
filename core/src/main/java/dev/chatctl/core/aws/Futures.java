package dev.chatctl.core.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What every user of the asynchronous clients needs. */
public final class Futures {
  private Futures() {}

  /** Waits; throws what the future failed with instead of its wrapper. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw unchecked(cause(e));
    }
  }

  /** Completes when so much time has passed, on a thread that must not be made to wait. */
  public static CompletableFuture<Void> after(Duration wait) {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, Runnable::run));
  }

  /** The failure without the wrapper a chain of futures puts around it. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new CompletionException(failure);
  }
}
