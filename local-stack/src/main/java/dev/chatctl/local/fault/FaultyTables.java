package dev.chatctl.local.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Stands between the functions and their tables. What is not for a table passes as it is, and so
 * does what operators ask, who have transports of their own.
 */
public final class FaultyTables implements SdkAsyncHttpClient {
  private static final String TABLES = "DynamoDB_20120810.";
  private static final String THROTTLED =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
      "message":"fault: table-throttle"}\
      """;
  private static final String CANCELLED =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",\
      "CancellationReasons":[{"Code":"ThrottlingError","Message":"fault: table-throttle"},\
      {"Code":"None"}]}\
      """;

  private final SdkAsyncHttpClient network;
  private final Chances chances;

  public FaultyTables(SdkAsyncHttpClient network, Chances chances) {
    this.network = network;
    this.chances = chances;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    String target = request.request().firstMatchingHeader("X-Amz-Target").orElse("");
    if (!target.startsWith(TABLES)) {
      return network.execute(request);
    }
    Duration wait = chances.tableLatency();
    return wait.isZero()
        ? call(target, request)
        : CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS))
            .thenCompose(waited -> call(target, request));
  }

  private CompletableFuture<Void> call(String target, AsyncExecuteRequest request) {
    if (chances.meets(ServiceFault.TABLE_THROTTLE)) {
      answer(
          request.responseHandler(), target.endsWith("TransactWriteItems") ? CANCELLED : THROTTLED);
      return CompletableFuture.completedFuture(null);
    }
    if (target.endsWith("PutItem") && chances.meets(ServiceFault.TABLE_TTL_LATE)) {
      return LateTtl.leave(request, network).thenCompose(left -> done(request));
    }
    return done(request);
  }

  private CompletableFuture<Void> done(AsyncExecuteRequest request) {
    return chances.meets(ServiceFault.TABLE_LOSE_ANSWER)
        ? network.execute(
            AsyncExecuteRequest.builder()
                .request(request.request())
                .requestContentPublisher(request.requestContentPublisher())
                .responseHandler(new LostAnswer(request.responseHandler(), lost()))
                .build())
        : network.execute(request);
  }

  private static IOException lost() {
    return new IOException("fault: " + ServiceFault.TABLE_LOSE_ANSWER);
  }

  private static void answer(SdkAsyncHttpResponseHandler handler, String body) {
    handler.onHeaders(SdkHttpResponse.builder().statusCode(400).build());
    handler.onStream(SdkPublisher.fromIterable(List.of(StandardCharsets.UTF_8.encode(body))));
  }

  @Override
  public void close() {
    network.close();
  }
}
