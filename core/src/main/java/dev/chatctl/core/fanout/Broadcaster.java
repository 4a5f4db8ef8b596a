package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Sends one frame to many connections. Never blocks a thread and never has more than a fixed number
 * of posts in flight. Thread-safe; broadcasts may overlap.
 */
public final class Broadcaster {
  private final ConnectionPoster poster;
  private final RetryPolicy retries;
  private final int concurrency;
  private final InstantSource clock;
  private final SlowConnections slow;

  /** One that knows of no slow connections but those it meets, and drops none. */
  public Broadcaster(
      ConnectionPoster poster, RetryPolicy retries, int concurrency, InstantSource clock) {
    this(poster, retries, concurrency, clock, new SlowConnections(Duration.ZERO));
  }

  /**
   * A broadcaster.
   *
   * @param concurrency first posts in flight at most; beside them half as many that are slow or
   *     repeated
   * @param slow what this process knows of slow connections, and learns
   */
  public Broadcaster(
      ConnectionPoster poster,
      RetryPolicy retries,
      int concurrency,
      InstantSource clock,
      SlowConnections slow) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 1)");
    }
    this.poster = poster;
    this.retries = retries;
    this.concurrency = concurrency;
    this.clock = clock;
    this.slow = slow;
  }

  /**
   * Posts to every recipient, in order of the list as far as concurrency keeps it.
   *
   * @param frames the frame for a recipient; called on any thread
   * @param deadline after which no recipient and no retry is begun; a poster that makes posts wait
   *     for their turn may send later those that were
   * @return completes when every attempt has ended; never fails for a recipient's sake
   */
  public CompletableFuture<BroadcastReport> broadcast(
      List<Recipient> recipients, Function<Recipient, SdkBytes> frames, Instant deadline) {
    return new BroadcastRun(poster, retries, slow, concurrency, recipients, frames, deadline, clock)
        .start();
  }
}
