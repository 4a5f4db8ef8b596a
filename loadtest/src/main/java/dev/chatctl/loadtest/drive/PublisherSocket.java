package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.wire.Marker;
import dev.chatctl.loadtest.wire.Refusal;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A publisher's own connection. It lives on an event loop of its own, so that reading deliveries
 * never delays a send.
 */
final class PublisherSocket extends Socket {
  private final int run;
  private final AtomicLong refusals = new AtomicLong();
  private final CompletableFuture<Void> whenOpen = new CompletableFuture<>();
  private final CompletableFuture<String> whenGone = new CompletableFuture<>();

  PublisherSocket(int run) {
    this.run = run;
  }

  /** Answers of the chat or the gateway that refuse a message. */
  long refusals() {
    return refusals.get();
  }

  /** Completes when the socket is open, fails when it cannot be opened. */
  CompletableFuture<Void> whenOpen() {
    return whenOpen;
  }

  /** Completes with the reason when the open socket is gone. */
  CompletableFuture<String> whenGone() {
    return whenGone;
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    if (Marker.find(frame.content(), run) < 0 && Refusal.isIn(frame.content())) {
      refusals.incrementAndGet();
    }
  }

  @Override
  void opened() {
    whenOpen.complete(null);
  }

  @Override
  void failed(String reason) {
    whenOpen.completeExceptionally(new IllegalStateException(reason));
  }

  @Override
  void gone(String reason) {
    whenGone.complete(reason);
  }
}
