package dev.chatctl.core.aws;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A service that speaks AWS's JSON protocol. Throttles, server errors and missing answers are tried
 * again, as the generated clients do, while there is time to tell the client that asked.
 */
public final class JsonService {
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

  /** AWS: reasons for which a transaction is cancelled that pass likewise. */
  private static final Set<String> PASSING_IN_TRANSACTIONS =
      Set.of("ProvisionedThroughputExceeded", "ThrottlingError", "TransactionConflict");

  private final Http http;
  private final Endpoint endpoint;
  private final RetryPolicy retries;
  private final Patience patience;
  private final CallListener listener;

  /**
   * A service at an endpoint.
   *
   * @param listener told of every answer
   */
  public JsonService(
      Http http, Endpoint endpoint, RetryPolicy retries, Patience patience, CallListener listener) {
    this.http = http;
    this.endpoint = endpoint;
    this.retries = retries;
    this.patience = patience;
    this.listener = listener;
  }

  /**
   * Which service, and where.
   *
   * @param service the name that signatures are for
   * @param targetPrefix what precedes an operation's name in {@code X-Amz-Target}
   * @param version of the protocol, which is part of its content type
   */
  public record Endpoint(String service, String targetPrefix, String version, String url) {
    /** DynamoDB in a region, unless another URL is given. */
    public static Endpoint dynamoDb(String region, Optional<URI> url) {
      return of("dynamodb", "DynamoDB_20120810", "1.0", region, url);
    }

    /** SQS in a region, unless another URL is given. */
    public static Endpoint sqs(String region, Optional<URI> url) {
      return of("sqs", "AmazonSQS", "1.0", region, url);
    }

    /** Secrets Manager in a region, unless another URL is given. */
    public static Endpoint secretsManager(String region, Optional<URI> url) {
      return of("secretsmanager", "secretsmanager", "1.1", region, url);
    }

    /** SSM, of which Parameter Store is a part, in a region, unless another URL is given. */
    public static Endpoint ssm(String region, Optional<URI> url) {
      return of("ssm", "AmazonSSM", "1.1", region, url);
    }

    private static Endpoint of(
        String service, String target, String version, String region, Optional<URI> url) {
      // AWS: China has a domain of its own.
      String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
      return new Endpoint(
          service,
          target,
          version,
          url.map(URI::toString).orElse("https://" + service + "." + region + "." + domain));
    }
  }

  /**
   * How long to wait.
   *
   * @param answer for one attempt's answer
   * @param retries after the call for another attempt to begin
   * @param call for all of it, if there is such a limit
   */
  public record Patience(Duration answer, Duration retries, Optional<Duration> call) {
    /** AWS: a route has 29 seconds. A service that does not answer is given up after 20. */
    public static final Patience OF_A_ROUTE =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Optional.empty());

    /** For what must be settled soon, one way or the other: in four seconds. */
    public static final Patience BRIEF =
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Optional.empty());
  }

  /**
   * Calls an operation.
   *
   * @param reader reads the answer
   * @return fails with {@link ServiceFailure} if it is refused, with {@link SdkClientException} if
   *     nobody answers
   */
  public <T> CompletableFuture<T> call(String operation, byte[] request, Json.Reader<T> reader) {
    return call(operation, request, reader, patience);
  }

  /** The same with another patience. */
  public <T> CompletableFuture<T> call(
      String operation, byte[] request, Json.Reader<T> reader, Patience patience) {
    long lastBegin = System.nanoTime() + patience.retries().toNanos();
    SdkBytes body = SdkBytes.fromByteArrayUnsafe(request);
    CompletableFuture<Result<T>> result =
        retries.retry(
            () -> once(operation, body, reader, patience.answer()),
            (last, wait) ->
                last.isPassing() && System.nanoTime() + wait.toNanos() - lastBegin < 0
                    ? Optional.empty()
                    : Optional.of(last));
    return patience
        .call()
        .map(limit -> within(limit, result))
        .orElse(result)
        .thenApply(Result::response);
  }

  private static <T> CompletableFuture<T> within(Duration limit, CompletableFuture<T> result) {
    return result
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException
                        ? ApiCallTimeoutException.create(limit.toMillis())
                        : failure));
  }

  private <T> CompletableFuture<Result<T>> once(
      String operation, SdkBytes request, Json.Reader<T> reader, Duration answerWithin) {
    long begun = System.nanoTime();
    var headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-" + endpoint.version(),
            "X-Amz-Target",
            endpoint.targetPrefix() + "." + operation);
    return http.post(endpoint.url(), endpoint.service(), headers, request, answerWithin)
        .handle(
            (answer, failure) ->
                answer == null
                    ? unanswered(operation, Futures.cause(failure))
                    : answered(
                        new CallListener.Call(
                            endpoint.service(),
                            operation,
                            request,
                            answer,
                            Duration.ofNanos(System.nanoTime() - begun)),
                        reader));
  }

  private <T> Result<T> answered(CallListener.Call call, Json.Reader<T> reader) {
    Http.Answer answer = call.answer();
    if (answer.status() / 100 != 2) {
      listener.called(call);
      return refused(
          new ServiceFailure(call.service(), call.operation(), answer.status(), answer.json()));
    }
    try {
      T read = Json.parse(answer.body().asByteArrayUnsafe(), reader);
      listener.called(call);
      return new Result<>(read, null, false);
    } catch (JsonFormatException e) {
      return Result.passing(SdkClientException.create("the answer is not JSON", e));
    }
  }

  private static <T> Result<T> refused(ServiceFailure refusal) {
    return new Result<>(
        null,
        refusal,
        refusal.statusCode() >= SERVER_ERROR
            || PASSING.contains(refusal.type())
            || isCancelledForNow(refusal));
  }

  // AWS: a transaction says why each of its parts was refused, None where it was not.
  private static boolean isCancelledForNow(ServiceFailure refusal) {
    List<String> reasons =
        refusal.body().objects("CancellationReasons").stream()
            .flatMap(reason -> reason.string("Code").stream())
            .filter(code -> !code.equals("None"))
            .toList();
    return !reasons.isEmpty() && PASSING_IN_TRANSACTIONS.containsAll(reasons);
  }

  private <T> Result<T> unanswered(String operation, Throwable cause) {
    // The SDK's own failures, such as a lack of credentials, explain themselves and do not pass.
    return cause instanceof SdkException known
        ? new Result<>(null, known, false)
        : Result.passing(
            SdkClientException.create(endpoint.service() + ": no answer to " + operation, cause));
  }

  /** What an attempt came to: a response, or a failure that may pass by itself. */
  private record Result<T>(@Nullable T answer, @Nullable SdkException failure, boolean isPassing) {
    static <T> Result<T> passing(SdkException failure) {
      return new Result<>(null, failure, true);
    }

    T response() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(answer);
    }
  }
}
