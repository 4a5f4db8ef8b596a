package dev.chatctl.admin.connections;

import dev.chatctl.admin.cli.CliException;
import dev.chatctl.admin.cli.ExitCode;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.fanout.ConnectionPoster;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts by the thousand: core's poster, which does without the generated client, with the retries
 * that the client would have made.
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
              if (status == 410 || status == 400) {
                return CompletableFuture.completedFuture(Connections.Result.GONE);
              }
              boolean passing = status == 429 || status >= 500;
              if (passing && retries.permits(attempt + 1)) {
                return Futures.after(retries.delayBefore(attempt + 1))
                    .thenCompose(waited -> attempt(connectionId, body, attempt + 1));
              }
              return CompletableFuture.failedFuture(failure(status));
            });
  }

  private static CliException failure(int status) {
    return switch (status) {
      case 403 ->
          new CliException(
              ExitCode.DENIED,
              "access denied (403): the permission execute-api:ManageConnections is missing, or"
                  + " this API or stage does not exist",
              "let your role's policy allow it; chatctl context show prints the endpoint in use");
      case 413 -> new CliException(ExitCode.USAGE, "the body is larger than 128 KB (413)");
      case 429 -> new CliException(ExitCode.UNAVAILABLE, "AWS throttles the posts (429)");
      default -> new CliException(ExitCode.UNAVAILABLE, "@connections answered " + status);
    };
  }
}
