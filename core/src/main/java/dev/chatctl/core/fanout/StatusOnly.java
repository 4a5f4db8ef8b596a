package dev.chatctl.core.fanout;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Takes the status of an answer and lets its body pass. */
final class StatusOnly implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private volatile int received;

  /** Done when the whole answer is in, so that its connection is free again. */
  CompletableFuture<Integer> future() {
    return status;
  }

  @Override
  public void onHeaders(SdkHttpResponse headers) {
    received = headers.statusCode();
  }

  @Override
  public void onStream(Publisher<ByteBuffer> body) {
    body.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer bytes) {}

  @Override
  public void onComplete() {
    status.complete(received);
  }

  @Override
  public void onError(Throwable failure) {
    status.completeExceptionally(failure);
  }
}
