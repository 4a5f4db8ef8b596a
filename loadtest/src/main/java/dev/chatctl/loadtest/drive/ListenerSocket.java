package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Recipient;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A listener: stamps each frame on arrival, before anything else is done with it. */
final class ListenerSocket extends Socket {
  /** What a listener's connection reports besides deliveries. */
  interface Events {
    void opened(ListenerSocket socket, Recipient recipient);

    void failed(String reason);

    void gone(Recipient recipient, String reason);
  }

  private final int run;
  private final Recipient recipient;
  private final Lane lane;
  private final Events events;

  ListenerSocket(int run, Recipient recipient, Lane lane, Events events) {
    this.run = run;
    this.recipient = recipient;
    this.lane = lane;
    this.events = events;
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    long now = System.nanoTime();
    ByteBuf content = frame.content();
    int at = Marker.find(content, run);
    if (at < 0) {
      lane.stranger();
    } else if (Marker.kind(content, at) == Marker.MEASURED) {
      lane.arrived(
          recipient,
          Marker.publisher(content, at),
          Marker.sequence(content, at),
          Marker.dueNanos(content, at),
          now);
    } else {
      lane.warmedUp();
    }
  }

  @Override
  void opened() {
    recipient.opened(System.nanoTime());
    events.opened(this, recipient);
  }

  @Override
  void failed(String reason) {
    events.failed(reason);
  }

  @Override
  void gone(String reason) {
    recipient.closed(System.nanoTime());
    events.gone(recipient, reason);
  }
}
