package dev.chatctl.local.fault;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Reads an answer to its end, and tells nobody but that there was none.
 *
 * @param loss why
 */
record LostAnswer(SdkAsyncHttpResponseHandler asker, Throwable loss)
    implements SdkAsyncHttpResponseHandler {
  @Override
  public void onHeaders(SdkHttpResponse headers) {}

  @Override
  public void onStream(Publisher<ByteBuffer> stream) {
    var unused =
        SdkPublisher.adapt(stream)
            .subscribe(part -> {})
            .whenComplete((end, failure) -> asker.onError(loss));
  }

  @Override
  public void onError(Throwable failure) {
    asker.onError(failure);
  }
}
