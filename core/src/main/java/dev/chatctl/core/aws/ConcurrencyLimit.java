package dev.chatctl.core.aws;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Bounds how many calls are under way at once; others wait, first come first served. */
public final class ConcurrencyLimit {
  private final Semaphore free;
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Boolean> lettingIn = ThreadLocal.withInitial(() -> false);

  /** So many at most. */
  public ConcurrencyLimit(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  /** Makes the call now, or when others before it have ended. */
  public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> call) {
    if (waiting.isEmpty() && free.tryAcquire()) {
      return make(call);
    }
    var turn = new CompletableFuture<Void>();
    waiting.add(turn);
    letIn();
    return turn.thenCompose(come -> make(call));
  }

  private <T> CompletableFuture<T> make(Supplier<CompletableFuture<T>> call) {
    CompletableFuture<T> made;
    try {
      made = call.get();
    } catch (RuntimeException e) { // the turn must come back
      made = CompletableFuture.failedFuture(e);
    }
    return made.whenComplete(
        (value, failure) -> {
          free.release();
          letIn();
        });
  }

  // Looks again after giving a turn back: somebody may have come to wait meanwhile.
  private void letIn() {
    if (lettingIn.get()) {
      return; // the loop further out looks again; thousands that end at once need no deep stack
    }
    lettingIn.set(true);
    try {
      while (!waiting.isEmpty() && free.tryAcquire()) {
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
          free.release();
        } else {
          next.complete(null);
        }
      }
    } finally {
      lettingIn.remove();
    }
  }
}
