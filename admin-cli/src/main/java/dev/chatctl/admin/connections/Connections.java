package dev.chatctl.admin.connections;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.SessionRow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.Identity;

/** {@code @connections}, with what it answers told apart from what went wrong. */
public final class Connections {
  private static final int GONE = 410;
  private static final int INVALID_ID = 400;

  private final ApiGatewayManagementApiAsyncClient client;

  public Connections(ApiGatewayManagementApiAsyncClient client) {
    this.client = client;
  }

  /** What a change did; its failures are for AwsFailures to explain. */
  public enum Result {
    DONE,
    GONE
  }

  CompletableFuture<Liveness> get(String connectionId) {
    return client
        .getConnection(request -> request.connectionId(connectionId))
        .handle(
            (response, failure) -> {
              if (failure == null) {
                Optional<Identity> identity = Optional.ofNullable(response.identity());
                return new Liveness(
                    Liveness.State.LIVE,
                    Optional.ofNullable(response.connectedAt()),
                    Optional.ofNullable(response.lastActiveAt()),
                    identity.map(Identity::sourceIp),
                    identity.map(Identity::userAgent));
              }
              if (isGone(failure)) {
                return Liveness.GONE;
              }
              throw rethrown(failure);
            });
  }

  public CompletableFuture<Result> post(String connectionId, SdkBytes body) {
    return result(
        client.postToConnection(request -> request.connectionId(connectionId).data(body)));
  }

  public CompletableFuture<Result> delete(String connectionId) {
    return result(client.deleteConnection(request -> request.connectionId(connectionId)));
  }

  private static CompletableFuture<Result> result(CompletableFuture<?> call) {
    return call.handle(
        (response, failure) -> {
          if (failure == null) {
            return Result.DONE;
          }
          if (isGone(failure)) {
            return Result.GONE;
          }
          throw rethrown(failure);
        });
  }

  /** Whether there is no such connection. AWS: an id of the wrong form is refused with 400. */
  static boolean isGone(int status) {
    return status == GONE || status == INVALID_ID;
  }

  private static boolean isGone(Throwable failure) {
    return Futures.cause(failure) instanceof SdkServiceException service
        && isGone(service.statusCode());
  }

  private static RuntimeException rethrown(Throwable failure) {
    return Futures.cause(failure) instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  /** When a session ended, in words for a hint; empty while it is open. */
  static Optional<String> ending(SessionRow session) {
    return session
        .end()
        .map(
            end ->
                "it disconnected at %s%s"
                    .formatted(
                        end.at(),
                        end.closeCode().isPresent()
                            ? " with code " + end.closeCode().getAsLong()
                            : ""));
  }
}
