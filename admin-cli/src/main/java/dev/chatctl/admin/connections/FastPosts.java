package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.ConnectionPoster;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts by the thousand: core's poster, which does without the generated client, with the retries
 * that the client would have made. An answer means what it means to {@link Connections}.
 */
record FastPosts(ConnectionPoster poster, RetryPolicy retries) {

  CompletableFuture<Connections.Result> post(String connectionId, SdkBytes body) {
    return attempt(connectionId, body, 1);
  }

  private CompletableFuture<Connections.Result> attempt(
      String connectionId, SdkBytes body, int attempt) {
    return poster
        .post(connectionId, body)
        .thenCompose(
            status -> {
              if (status / 100 == 2) {
                return CompletableFuture.completedFuture(Connections.Result.DONE);
              }
              if (Connections.isGone(status)) {
                return CompletableFuture.completedFuture(Connections.Result.GONE);
              }
              boolean passing = status == 429 || status >= 500;
              if (passing && retries.permits(attempt + 1)) {
                return Futures.after(retries.delayBefore(attempt + 1))
                    .thenCompose(waited -> attempt(connectionId, body, attempt + 1));
              }
              return CompletableFuture.failedFuture(AwsFailures.ofStatus(status, " to a post"));
            });
  }
}
