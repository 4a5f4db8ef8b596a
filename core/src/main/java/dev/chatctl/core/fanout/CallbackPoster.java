package dev.chatctl.core.fanout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** Posts through {@code POST /@connections/{id}}. */
public final class CallbackPoster implements ConnectionPoster {
  // A healthy gateway answers within milliseconds; a hung connection must not hold its place for
  // long.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ApiGatewayManagementApiAsyncClient client;

  public CallbackPoster(ApiGatewayManagementApiAsyncClient client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    return client
        .postToConnection(request -> request.connectionId(connectionId).data(frame))
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              if (failure == null) {
                return response.sdkHttpResponse().statusCode();
              }
              Throwable cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (cause instanceof SdkServiceException answered) {
                return answered.statusCode();
              }
              throw new CompletionException(cause);
            });
  }
}
