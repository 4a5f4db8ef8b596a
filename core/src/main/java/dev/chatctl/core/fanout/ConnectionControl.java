package dev.chatctl.core.fanout;

import java.util.concurrent.CompletableFuture;

/** Asks for connections, and closes them. */
public interface ConnectionControl {
  /**
   * Asks for a connection: 200 if it is there, 410 if it is not, 429 at the end of the account's
   * quota.
   *
   * @return the status the gateway answered with; fails if it says nothing
   */
  CompletableFuture<Integer> ask(String connectionId);

  /**
   * Closes a connection.
   *
   * @return the status the gateway answered with; fails if it says nothing
   */
  CompletableFuture<Integer> close(String connectionId);
}
