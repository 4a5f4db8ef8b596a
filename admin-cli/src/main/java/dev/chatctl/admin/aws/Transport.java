package dev.chatctl.admin.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Lets asynchronous clients use blocking connections, one thread a request: the JDK's own for TLS,
 * {@link PlainHttp} without. A command that makes one call is a second faster with it than with the
 * native client that the handlers use, which has to unpack and load a library first.
 */
final class Transport implements SdkAsyncHttpClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final PlainHttp plain = new PlainHttp();

  // As many as there are requests in flight. No virtual ones: what polls their sockets stays in
  // native code, for which the JVM waits 300 ms when it exits.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("http-", 0).factory());

  private @Nullable SdkHttpClient encrypted;

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    var done = new CompletableFuture<Void>();
    request.requestContentPublisher().subscribe(new Body(request, done));
    return done;
  }

  @Override
  public String clientName() {
    return "UrlConnection";
  }

  @Override
  public synchronized void close() {
    threads.shutdown();
    plain.close();
    if (encrypted != null) {
      encrypted.close();
    }
  }

  /** For calls that need no SDK around them. */
  PlainHttp plain() {
    return plain;
  }

  /** Where blocking calls are made. */
  Executor threads() {
    return threads;
  }

  private synchronized SdkHttpClient encrypted() {
    if (encrypted == null) {
      encrypted =
          UrlConnectionHttpClient.builder()
              .connectionTimeout(CONNECT_TIMEOUT)
              .socketTimeout(READ_TIMEOUT)
              .build();
    }
    return encrypted;
  }

  private void exchange(AsyncExecuteRequest request, byte[] body, CompletableFuture<Void> done) {
    try {
      boolean isPlain = request.request().protocol().equals("http");
      HttpExecuteResponse response =
          isPlain ? plainly(request.request(), body) : encrypted(request.request(), body);
      request.responseHandler().onHeaders(response.httpResponse());
      var content = new ResponseContent(response.responseBody());
      request.responseHandler().onStream(content);
      content.copy();
      done.complete(null);
    } catch (IOException | RuntimeException e) {
      request.responseHandler().onError(e);
      done.completeExceptionally(e);
    }
  }

  private HttpExecuteResponse plainly(SdkHttpRequest request, byte[] body) throws IOException {
    PlainHttp.Answer answer =
        plain.send(request.method().name(), request.getUri(), request.headers(), body);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder().statusCode(answer.status()).headers(answer.headers()).build())
        .responseBody(AbortableInputStream.create(answer.body(), () -> abort(answer)))
        .build();
  }

  private static void abort(PlainHttp.Answer answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      // Whoever aborts wants no more of it.
    }
  }

  private HttpExecuteResponse encrypted(SdkHttpRequest request, byte[] body) throws IOException {
    boolean hasBody = body.length > 0 || request.method() == SdkHttpMethod.POST;
    // The JDK takes a length, also of zero, for the promise of a body. It is added after signing.
    var call =
        HttpExecuteRequest.builder()
            .request(hasBody ? request : request.copy(r -> r.removeHeader("Content-Length")));
    if (hasBody) {
      call.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    return encrypted().prepareRequest(call.build()).call();
  }

  /** Collects a request's body, which in this program is small, then sends it. */
  private final class Body implements Subscriber<ByteBuffer> {
    private final AsyncExecuteRequest request;
    private final CompletableFuture<Void> done;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Body(AsyncExecuteRequest request, CompletableFuture<Void> done) {
      this.request = request;
      this.done = done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      content.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      request.responseHandler().onError(failure);
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      byte[] body = content.toByteArray();
      threads.execute(() -> exchange(request, body, done));
    }
  }
}
