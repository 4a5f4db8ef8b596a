package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.ConnectionPoster;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts by the thousand: core's poster, which does without the generated client, with the retries
 * that the client would have made. An answer means what it means to {@link Connections}.
 */
record FastPosts(ConnectionPoster poster, RetryPolicy retries) {

  CompletableFuture<Connections.Result> post(String connectionId, SdkBytes body) {
    return retries
        .retry(
            () -> poster.post(connectionId, body),
            (status, wait) ->
                status == 429 || status >= 500 ? Optional.empty() : Optional.of(status))
        .thenApply(FastPosts::result);
  }

  private static Connections.Result result(int status) {
    if (status / 100 == 2) {
      return Connections.Result.DONE;
    }
    if (Connections.isGone(status)) {
      return Connections.Result.GONE;
    }
    throw AwsFailures.ofStatus(status, " to a post");
  }
}
