package dev.chatctl.core.fanout;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/** Sends one frame to one connection, once. */
@FunctionalInterface
public interface ConnectionPoster {
  /**
   * Posts, without trying again.
   *
   * @return the HTTP status the gateway answered with; fails if there was no answer
   */
  CompletableFuture<Integer> post(String connectionId, SdkBytes frame);
}
