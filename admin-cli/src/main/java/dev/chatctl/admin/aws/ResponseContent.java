package dev.chatctl.admin.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.AbortableInputStream;

/**
 * A response's body, handed on as it arrives and as its one subscriber asks for it. All signals
 * come from the thread that calls {@link #copy}.
 */
final class ResponseContent implements Publisher<ByteBuffer> {
  private static final int CHUNK = 1 << 15;
  private static final int UNBOUNDED = 1 << 20;

  private final Optional<AbortableInputStream> body;
  private final Semaphore demand = new Semaphore(0);
  private volatile boolean cancelled;
  private volatile boolean unbounded;
  private @Nullable Subscriber<? super ByteBuffer> subscriber;

  ResponseContent(Optional<AbortableInputStream> body) {
    this.body = body;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    this.subscriber = subscriber;
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            unbounded = unbounded || n >= UNBOUNDED;
            demand.release(unbounded ? 1 : (int) n);
          }

          @Override
          public void cancel() {
            cancelled = true;
            demand.release();
            body.ifPresent(AbortableInputStream::abort);
          }
        });
  }

  /** Copies the body to the subscriber; returns at its end. */
  void copy() throws IOException {
    Subscriber<? super ByteBuffer> reader = subscriber;
    if (reader == null) {
      drain();
      return;
    }
    try (InputStream in = body.<InputStream>map(b -> b).orElseGet(InputStream::nullInputStream)) {
      byte[] chunk = new byte[CHUNK];
      int read = in.read(chunk);
      while (read >= 0 && !cancelled) {
        if (!unbounded) {
          demand.acquireUninterruptibly();
        }
        if (!cancelled) {
          reader.onNext(ByteBuffer.wrap(Arrays.copyOf(chunk, read)));
        }
        read = cancelled ? -1 : in.read(chunk);
      }
    } catch (IOException e) {
      if (!cancelled) {
        reader.onError(e);
        throw e;
      }
      return;
    }
    if (!cancelled) {
      reader.onComplete();
    }
  }

  /** What nobody wants is read all the same, for its connection to be of use again. */
  private void drain() throws IOException {
    if (body.isPresent()) {
      try (InputStream in = body.get()) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
