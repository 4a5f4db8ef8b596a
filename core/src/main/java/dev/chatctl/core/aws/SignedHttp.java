package dev.chatctl.core.aws;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends requests signed as AWS wants them, with the SDK's signer and HTTP client but without the
 * generated clients around them: those load two thousand classes before their first request, and
 * cost more for each than the rest together. Thread-safe.
 *
 * <p>Requests to one server should share one of these, with as many at once as the HTTP client has
 * connections: what waits inside the client counts as waiting for the answer, and is then sent
 * again by whoever lost patience, when the server is busy enough.
 */
public final class SignedHttp implements Http {
  private final AwsAccess access;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final ConcurrencyLimit turns;

  /** Begins every request at once. */
  public SignedHttp(AwsAccess access) {
    this(access, Integer.MAX_VALUE);
  }

  /**
   * Begins a request when it is its turn.
   *
   * @param atOnce how many requests may be under way
   */
  public SignedHttp(AwsAccess access, int atOnce) {
    this.access = access;
    this.turns = new ConcurrencyLimit(atOnce);
  }

  @Override
  public CompletableFuture<Answer> post(
      String url, String service, Map<String, String> headers, SdkBytes body, Duration patience) {
    return send(SdkHttpMethod.POST, new Call(url, service, headers, body), patience);
  }

  /** Sends a request without a body. */
  public CompletableFuture<Answer> send(
      SdkHttpMethod method, String url, String service, Duration patience) {
    return send(
        method, new Call(url, service, Map.of(), SdkBytes.fromByteArray(new byte[0])), patience);
  }

  /** What to send, whatever the method. */
  private record Call(String url, String service, Map<String, String> headers, SdkBytes body) {}

  private CompletableFuture<Answer> send(SdkHttpMethod method, Call call, Duration patience) {
    String service = call.service();
    SdkBytes body = call.body();
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(method)
            .uri(call.url())
            .putHeader("Content-Length", String.valueOf(body.asByteArrayUnsafe().length));
    call.headers().forEach(request::putHeader);
    SdkHttpRequest unsigned = request.build();
    return turns.take(
        () ->
            access
                .credentials()
                .resolveIdentity()
                .thenCompose(
                    identity -> execute(sign(unsigned, service, body, identity), body, patience)));
  }

  private CompletableFuture<Answer> execute(
      SdkHttpRequest request, SdkBytes body, Duration patience) {
    var answer = new AnswerHandler();
    CompletableFuture<Void> exchange =
        access
            .http()
            .execute(
                AsyncExecuteRequest.builder()
                    .request(request)
                    .requestContentPublisher(new OneBufferBody(body))
                    .responseHandler(answer)
                    .build());
    return answer
        .future()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (received, failure) -> {
              if (failure != null) {
                exchange.cancel(true); // gives the connection back
              }
            });
  }

  private SdkHttpRequest sign(
      SdkHttpRequest request, String service, SdkBytes body, AwsCredentialsIdentity identity) {
    return signer
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request)
                    .payload(body.asContentStreamProvider())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, access.region()))
        .request();
  }
}
