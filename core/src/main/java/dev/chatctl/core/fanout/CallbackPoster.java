package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.AwsAccess;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Posts through {@code POST /@connections/{id}}.
 *
 * <p>This is the hot path: one call a recipient. It uses the SDK's signer and HTTP client without
 * the generated client around them, whose marshalling, interceptors, retry and metric stages cost
 * more than the rest together: measured side by side, 35 instead of 83 microseconds of CPU a post.
 */
public final class CallbackPoster implements ConnectionPoster {
  // A healthy gateway answers within milliseconds; a hung connection must not hold its place for
  // long.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String SIGNING_NAME = "execute-api";

  private final AwsAccess access;
  private final String connections;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param endpoint the API's endpoint with its stage, without {@code /@connections}
   */
  public CallbackPoster(AwsAccess access, URI endpoint) {
    this.access = access;
    this.connections = endpoint.toString().replaceFirst("/$", "") + "/@connections/";
  }

  @Override
  public CompletableFuture<Integer> post(String connectionId, SdkBytes frame) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(connections + encode(connectionId))
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Length", String.valueOf(frame.asByteArrayUnsafe().length))
            .build();
    return access
        .credentials()
        .resolveIdentity()
        .thenCompose(identity -> execute(sign(request, frame, identity), frame));
  }

  private CompletableFuture<Integer> execute(SdkHttpRequest request, SdkBytes frame) {
    var status = new StatusOnly();
    CompletableFuture<Void> exchange =
        access
            .http()
            .execute(
                AsyncExecuteRequest.builder()
                    .request(request)
                    .requestContentPublisher(new FrameBody(frame))
                    .responseHandler(status)
                    .build());
    return status
        .future()
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                exchange.cancel(true); // gives the connection back
              }
            });
  }

  private SdkHttpRequest sign(
      SdkHttpRequest request, SdkBytes frame, AwsCredentialsIdentity identity) {
    return signer
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request)
                    .payload(frame.asContentStreamProvider())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, access.region()))
        .request();
  }

  private static String encode(String connectionId) {
    return URLEncoder.encode(connectionId, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
