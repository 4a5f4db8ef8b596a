package dev.chatctl.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C, SIGTERM or the end of {@code --timeout}. A verb that changes things asks between two
 * steps, so that it stops where it can tell what it did; a verb that waits, waits here; what runs
 * elsewhere is told. Thread-safe.
 */
public final class Interrupt {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final CompletableFuture<Void> requested = new CompletableFuture<>();

  /**
   * Asks for the end.
   *
   * @return whether somebody waits here or is told, who will heed it
   */
  public boolean request() {
    boolean heeded = requested.getNumberOfDependents() > 0;
    requested.complete(null);
    return heeded;
  }

  public boolean requested() {
    return requested.isDone();
  }

  /** Ends what was registered. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs this when it is requested, at once if it was already, unless closed before. */
  public Registration onRequest(Runnable action) {
    CompletableFuture<Void> run = requested.thenRun(action);
    return () -> run.cancel(false);
  }

  /** Waits until it is requested. */
  public void await() {
    while (!sleep(LONGEST)) {
      // a command that only ever ends this way goes on
    }
  }

  /**
   * Waits for what cannot be interrupted itself.
   *
   * @return empty if the end was requested
   */
  <T> Optional<T> await(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException {
    CompletableFuture.anyOf(requested, answer).get();
    return requested() ? Optional.empty() : Optional.of(answer.get());
  }

  /**
   * Waits this long, or until Ctrl-C.
   *
   * @return whether Ctrl-C ended it
   */
  public boolean sleep(Duration duration) {
    try {
      requested.get(duration.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed exceptionally", e);
    }
  }
}
