package dev.chatctl.core.aws;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** A request body of one buffer. */
public record OneBufferBody(SdkBytes body) implements SdkHttpContentPublisher {
  @Override
  public Optional<Long> contentLength() {
    return Optional.of((long) body.asByteArrayUnsafe().length);
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(
        new Subscription() {
          private boolean ended;

          @Override
          public void request(long n) {
            if (!ended) {
              ended = true;
              subscriber.onNext(body.asByteBuffer());
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            ended = true;
          }
        });
  }
}
