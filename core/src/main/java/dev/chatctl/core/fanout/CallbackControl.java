package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.Http;
import dev.chatctl.core.aws.SignedHttp;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Through {@code GET} and {@code DELETE /@connections/{id}}. */
public final class CallbackControl implements ConnectionControl {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SIGNING_NAME = "execute-api";

  private final SignedHttp http;
  private final ConnectionUrls urls;

  /**
   * Of the connections of an API.
   *
   * @param endpoint the API's endpoint with its stage, without {@code /@connections}
   */
  public CallbackControl(SignedHttp http, URI endpoint) {
    this.http = http;
    this.urls = new ConnectionUrls(endpoint);
  }

  @Override
  public CompletableFuture<Integer> ask(String connectionId) {
    return send(SdkHttpMethod.GET, connectionId);
  }

  @Override
  public CompletableFuture<Integer> close(String connectionId) {
    return send(SdkHttpMethod.DELETE, connectionId);
  }

  private CompletableFuture<Integer> send(SdkHttpMethod method, String connectionId) {
    return http.send(method, urls.of(connectionId), SIGNING_NAME, PATIENCE)
        .thenApply(Http.Answer::status);
  }
}
