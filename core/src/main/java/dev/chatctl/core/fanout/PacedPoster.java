package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Holds posts to a rate: each waits for its turn. AWS: 10,000 requests a second an account, shared
 * by all APIs and callbacks, of which each process keeps to a part, bursts apart.
 */
public final class PacedPoster implements ConnectionPoster {
  private final ConnectionPoster poster;
  private final TokenBucket bucket;

  public PacedPoster(ConnectionPoster poster, TokenBucket bucket) {
    this.poster = poster;
    this.bucket = bucket;
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    long wait = bucket.take();
    if (wait == 0) {
      return poster.post(connectionId, frame);
    }
    return Futures.after(Duration.ofNanos(wait))
        .thenCompose(turn -> poster.post(connectionId, frame));
  }
}
