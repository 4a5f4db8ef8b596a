package dev.chatctl.core.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Collects one answer. The transport calls it from one thread at a time. */
final class AnswerHandler implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
  private final CompletableFuture<Http.Answer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile int status;
  private volatile Optional<String> date = Optional.empty();

  /** Done when the whole answer is in, so that its connection is free again. */
  CompletableFuture<Http.Answer> future() {
    return answer;
  }

  @Override
  public void onHeaders(SdkHttpResponse headers) {
    status = headers.statusCode();
    date = headers.firstMatchingHeader("Date");
  }

  @Override
  public void onStream(Publisher<ByteBuffer> stream) {
    stream.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    var part = new byte[bytes.remaining()];
    bytes.get(part);
    body.writeBytes(part);
  }

  @Override
  public void onComplete() {
    answer.complete(
        new Http.Answer(status, date, SdkBytes.fromByteArrayUnsafe(body.toByteArray())));
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
