package dev.chatctl.loadtest.drive;

import java.util.concurrent.CompletableFuture;

/** When a companion first had a socket, and when it is without one for good. */
final class Lifeline {
  private final CompletableFuture<Void> whenOpen = new CompletableFuture<>();
  private final CompletableFuture<String> whenGone = new CompletableFuture<>();

  /** It has a socket. */
  void opened() {
    whenOpen.complete(null);
  }

  /** A socket could not be opened; answers whether that was the first attempt. */
  boolean failed(String reason) {
    return whenOpen.completeExceptionally(new IllegalStateException(reason));
  }

  /** It will have no socket any more. */
  void gone(String reason) {
    whenGone.complete(reason);
  }

  /** Whether it had a socket, and may have one still. */
  boolean isOpen() {
    return whenOpen.isDone() && !whenOpen.isCompletedExceptionally() && !whenGone.isDone();
  }

  /** Completes when it has a socket, fails when the first one cannot be opened. */
  CompletableFuture<Void> whenOpen() {
    return whenOpen;
  }

  /** Completes with the reason when it is without a socket for good. */
  CompletableFuture<String> whenGone() {
    return whenGone;
  }
}
