package dev.chatctl.core.aws;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A service that speaks AWS's JSON protocol. Throttles, server errors and missing answers are tried
 * again, as the generated clients do, while there is time to tell the client that asked.
 */
public final class JsonService {
  /** AWS: a route has 29 seconds. A service that does not answer is given up after 21 at most. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15));

  private static final int SERVER_ERROR = 500;

  /** AWS: errors of status 400 that pass by themselves. */
  private static final Set<String> PASSING =
      Set.of(
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "ThrottlingException",
          "TransactionInProgressException");

  private final SignedHttp http;
  private final String url;
  private final String service;
  private final String targetPrefix;
  private final RetryPolicy retries;
  private final CallListener listener;
  private final Patience patience;

  /**
   * How long to wait.
   *
   * @param answer for one attempt's answer
   * @param retries after the first attempt for another one to begin
   */
  record Patience(Duration answer, Duration retries) {}

  /**
   * A service at an endpoint.
   *
   * @param service the name that signatures are for
   * @param targetPrefix what precedes an operation's name in {@code X-Amz-Target}
   */
  public JsonService(
      SignedHttp http,
      String url,
      String service,
      String targetPrefix,
      RetryPolicy retries,
      CallListener listener) {
    this(http, url, service, targetPrefix, retries, listener, PATIENCE);
  }

  JsonService(
      SignedHttp http,
      String url,
      String service,
      String targetPrefix,
      RetryPolicy retries,
      CallListener listener,
      Patience patience) {
    this.http = http;
    this.url = url;
    this.service = service;
    this.targetPrefix = targetPrefix;
    this.retries = retries;
    this.listener = listener;
    this.patience = patience;
  }

  /**
   * Calls an operation.
   *
   * @return fails with {@link ServiceFailure} if it is refused, with {@link SdkClientException} if
   *     nobody answers
   */
  public CompletableFuture<JsonObject> call(String operation, byte[] request) {
    long lastBegin = System.nanoTime() + patience.retries().toNanos();
    return attempt(operation, SdkBytes.fromByteArrayUnsafe(request), 1, lastBegin);
  }

  private CompletableFuture<JsonObject> attempt(
      String operation, SdkBytes request, int attempt, long lastBegin) {
    return once(operation, request)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Futures.cause(failure);
              int following = attempt + 1;
              if (!isPassing(cause)
                  || !retries.permits(following)
                  || System.nanoTime() - lastBegin > 0) {
                return CompletableFuture.failedFuture(cause);
              }
              return Futures.after(retries.delayBefore(following))
                  .thenCompose(waited -> attempt(operation, request, following, lastBegin));
            });
  }

  private CompletableFuture<JsonObject> once(String operation, SdkBytes request) {
    long begun = System.nanoTime();
    var headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            targetPrefix + "." + operation);
    return http.post(url, service, headers, request, patience.answer())
        .handle(
            (answer, failure) -> {
              if (answer == null) {
                throw SdkClientException.create(
                    service + ": no answer to " + operation, Futures.cause(failure));
              }
              JsonObject response = parse(answer);
              var elapsed = Duration.ofNanos(System.nanoTime() - begun);
              listener.called(
                  new CallListener.Call(
                      service, operation, request, answer.status(), response, elapsed));
              if (answer.status() / 100 != 2) {
                throw new ServiceFailure(service, operation, answer.status(), response);
              }
              return response;
            });
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof SdkClientException
        || (failure instanceof ServiceFailure refused
            && (refused.status() >= SERVER_ERROR || PASSING.contains(refused.type())));
  }

  // What stands between us and the service may answer in another format.
  private static JsonObject parse(SignedHttp.Answer answer) {
    try {
      return Json.parseObject(answer.body().asUtf8String());
    } catch (JsonFormatException e) {
      if (answer.status() / 100 == 2) {
        throw SdkClientException.create("the answer is not JSON", e);
      }
      return JsonObject.EMPTY;
    }
  }
}
