package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.AwsAccess;
import dev.chatctl.core.aws.Http;
import dev.chatctl.core.aws.SignedHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Posts through {@code POST /@connections/{id}}.
 *
 * <p>This is the hot path: one call a recipient. Without the generated client it takes 35 instead
 * of 83 microseconds of CPU, measured side by side.
 */
public final class CallbackPoster implements ConnectionPoster {
  // A healthy gateway answers within milliseconds. Whoever is given up may still get the frame, and
  // would get it again; so slow ones are waited for, almost as long as a function has.
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final String SIGNING_NAME = "execute-api";
  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final Http http;
  private final ConnectionUrls urls;

  public CallbackPoster(AwsAccess access, URI endpoint) {
    this(new SignedHttp(access), endpoint);
  }

  /**
   * A poster.
   *
   * @param endpoint the API's endpoint with its stage, without {@code /@connections}
   */
  public CallbackPoster(Http http, URI endpoint) {
    this.http = http;
    this.urls = new ConnectionUrls(endpoint);
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    return http.post(urls.of(connectionId), SIGNING_NAME, HEADERS, frame, PATIENCE)
        .thenApply(Http.Answer::status);
  }
}
