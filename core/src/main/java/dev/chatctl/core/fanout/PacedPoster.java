package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Holds posts to a rate: each waits for its turn, and who is throttled slows down all. AWS: 10,000
 * requests a second an account, in smaller regions 2,500, shared by all APIs and callbacks, of
 * which each process keeps to a part, bursts apart.
 */
public final class PacedPoster implements ConnectionPoster {
  private static final int THROTTLED = 429;

  private final ConnectionPoster poster;
  private final TokenBucket bucket;
  private final SlowConnections slow;

  /**
   * A poster at the bucket's rate.
   *
   * @param slow who has been refusing before: that says nothing of the account's quota
   */
  public PacedPoster(ConnectionPoster poster, TokenBucket bucket, SlowConnections slow) {
    this.poster = poster;
    this.bucket = bucket;
    this.slow = slow;
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    long wait = bucket.take();
    CompletableFuture<Integer> posted =
        wait == 0
            ? poster.post(connectionId, frame)
            : Futures.after(Duration.ofNanos(wait))
                .thenCompose(turn -> poster.post(connectionId, frame));
    return posted.thenApply(
        status -> {
          if (status == THROTTLED && !slow.isRefusing(connectionId)) {
            bucket.throttled();
          }
          return status;
        });
  }
}
