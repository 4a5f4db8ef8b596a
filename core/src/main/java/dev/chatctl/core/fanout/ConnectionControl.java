package dev.chatctl.core.fanout;

import java.util.concurrent.CompletableFuture;

/** Asks for connections, and closes them. */
public interface ConnectionControl {
  /** Whether the gateway says that there is no such connection; fails if it says nothing. */
  CompletableFuture<Boolean> isGone(String connectionId);

  /**
   * Closes a connection.
   *
   * @return the status the gateway answered with; fails if it says nothing
   */
  CompletableFuture<Integer> close(String connectionId);
}
