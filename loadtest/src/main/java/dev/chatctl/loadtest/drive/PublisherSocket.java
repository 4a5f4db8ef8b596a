package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.wire.Marker;
import dev.chatctl.loadtest.wire.Refusal;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A socket of a {@link Publisher}: of what it receives, only refusals are of interest. */
final class PublisherSocket extends Socket {
  private final int run;
  private final Publisher publisher;

  PublisherSocket(int run, Publisher publisher) {
    this.run = run;
    this.publisher = publisher;
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    if (Marker.find(frame.content(), run) < 0 && Refusal.isIn(frame.content())) {
      publisher.refused();
    }
  }

  @Override
  void opened() {
    publisher.opened(this);
  }

  @Override
  void failed(String reason) {
    publisher.failed(reason);
  }

  @Override
  void gone(String reason) {
    publisher.gone(reason);
  }
}
