package dev.chatctl.loadtest.drive;

import java.util.concurrent.CompletableFuture;

/** A connection besides the listeners', which a run cannot do without. */
interface Companion {
  /** What it is, as in "a publisher". */
  String role();

  /** Completes when it has a socket, fails when the first one cannot be opened. */
  CompletableFuture<Void> whenOpen();

  /** Completes with the reason when it is without a socket for good. */
  CompletableFuture<String> whenGone();

  /** Closes the socket for good. */
  void dismiss();
}
