package dev.chatctl.loadtest.consistency.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.aws.OneBufferBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * A call of a table, or of {@code @connections}, on its way.
 *
 * @param calls how many there were before
 */
record ServiceCall(
    AsyncExecuteRequest request, String body, SdkAsyncHttpClient network, AtomicInteger calls) {
  static final String NO_ROWS = "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}";

  /** The key of a shard but the first. */
  private static final Pattern OTHER_SHARD = Pattern.compile("#[1-9]\"}");

  static ServiceCall of(
      AsyncExecuteRequest request, SdkAsyncHttpClient network, AtomicInteger calls) {
    var body = new ByteArrayOutputStream();
    SdkPublisher.adapt(request.requestContentPublisher())
        .subscribe(
            part -> {
              byte[] bytes = new byte[part.remaining()];
              part.duplicate().get(bytes);
              body.writeBytes(bytes);
            })
        .join();
    return new ServiceCall(request, body.toString(UTF_8), network, calls);
  }

  /** Whether it is this operation of DynamoDB. */
  boolean is(String operation) {
    return request.request().firstMatchingHeader("X-Amz-Target").orElse("").endsWith(operation);
  }

  /** Whether it tells somebody a message. */
  boolean isPost() {
    return path().contains("@connections") && body.contains("\"type\":\"message\"");
  }

  String path() {
    return request.request().encodedPath().replace("%40", "@");
  }

  boolean isOfOtherShard() {
    return OTHER_SHARD.matcher(body).find();
  }

  /** Every so many calls of those that are asked. */
  boolean isOneOf(int number) {
    return calls.incrementAndGet() % number == 0;
  }

  CompletableFuture<Void> pass() {
    return passWith(body);
  }

  CompletableFuture<Void> passWith(String other) {
    return send(other, request.responseHandler());
  }

  /** Has it carried out once more, whatever comes of it. */
  ServiceCall again() {
    var unused = send(body, new Unread());
    return this;
  }

  /** The same, but not yet. */
  ServiceCall later(long millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::again);
    return this;
  }

  /** Answers it without its being carried out. */
  CompletableFuture<Void> answer(int status, String text) {
    request.responseHandler().onHeaders(SdkHttpResponse.builder().statusCode(status).build());
    request
        .responseHandler()
        .onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(text.getBytes(UTF_8)))));
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> send(String text, SdkAsyncHttpResponseHandler handler) {
    byte[] bytes = text.getBytes(UTF_8);
    return network.execute(
        AsyncExecuteRequest.builder()
            .request(
                request
                    .request()
                    .copy(r -> r.putHeader("Content-Length", Integer.toString(bytes.length))))
            .requestContentPublisher(new OneBufferBody(SdkBytes.fromByteArray(bytes)))
            .responseHandler(handler)
            .build());
  }

  private record Unread() implements SdkAsyncHttpResponseHandler {
    @Override
    public void onHeaders(SdkHttpResponse headers) {}

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
      var unused = SdkPublisher.adapt(stream).subscribe(part -> {});
    }

    @Override
    public void onError(Throwable failure) {}
  }
}
