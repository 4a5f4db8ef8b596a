package dev.chatctl.admin.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.Lazy;
import software.amazon.awssdk.utils.async.InputStreamConsumingPublisher;

/**
 * Lets asynchronous clients use blocking connections, one thread a request: the JDK's own. A
 * command that makes one call is a second faster with it than with the native client that the
 * handlers use, which has to unpack and load a library first.
 */
final class Transport implements SdkAsyncHttpClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  // As many as there are requests in flight. No virtual ones: what polls their sockets stays in
  // native code, for which the JVM waits 300 ms when it exits.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("http-", 0).factory());

  private final Lazy<SdkHttpClient> plain =
      new Lazy<>(() -> UrlConnectionHttpClient.create(Transport::open));

  private final Lazy<SdkHttpClient> encrypted =
      new Lazy<>(
          () ->
              UrlConnectionHttpClient.builder()
                  .connectionTimeout(CONNECT_TIMEOUT)
                  .socketTimeout(READ_TIMEOUT)
                  .build());

  /** A connection without TLS: to a service on this machine, past every proxy. */
  static HttpURLConnection open(URI uri) {
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
      connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
      connection.setInstanceFollowRedirects(false);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
  public void close() {
    threads.shutdown();
    Stream.of(plain, encrypted).filter(Lazy::hasValue).forEach(each -> each.getValue().close());
  }

  /** Where blocking calls are made. */
  Executor threads() {
    return threads;
  }

  private void exchange(AsyncExecuteRequest request, byte[] body, CompletableFuture<Void> done) {
    try {
      HttpExecuteResponse response = exchange(request.request(), body);
      request.responseHandler().onHeaders(response.httpResponse());
      var content = new InputStreamConsumingPublisher();
      request.responseHandler().onStream(content);
      try (InputStream in =
          response
              .responseBody()
              .<InputStream>map(present -> present)
              .orElseGet(InputStream::nullInputStream)) {
        content.doBlockingWrite(in);
      }
      done.complete(null);
    } catch (IOException | RuntimeException e) {
      request.responseHandler().onError(e);
      done.completeExceptionally(e);
    }
  }

  private HttpExecuteResponse exchange(SdkHttpRequest request, byte[] body) throws IOException {
    boolean hasBody = body.length > 0 || request.method() == SdkHttpMethod.POST;
    // The JDK takes a length, also of zero, for the promise of a body. It is added after signing.
    var call =
        HttpExecuteRequest.builder()
            .request(hasBody ? request : request.copy(r -> r.removeHeader("Content-Length")));
    if (hasBody) {
      call.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    SdkHttpClient client = (request.protocol().equals("http") ? plain : encrypted).getValue();
    return client.prepareRequest(call.build()).call();
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
