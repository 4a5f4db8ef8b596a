package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Recipient;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.plan.Timeline;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A listener: stamps each frame on arrival, before anything else is done with it. */
final class ListenerSocket extends Socket {
  /** What a listener's connection reports besides deliveries. */
  interface Events {
    void opened(ListenerSocket socket);

    void failed(String reason);

    void gone(ListenerSocket socket, String reason);
  }

  private final int run;
  private final Timeline timeline;
  private final Shard shard;
  private final Recipient recipient;
  private final Lane lane;
  private final Events events;

  ListenerSocket(Plan plan, Recipient recipient, Lane lane, Events events) {
    this.run = plan.marker();
    this.timeline = plan.timeline();
    this.shard = plan.shard();
    this.recipient = recipient;
    this.lane = lane;
    this.events = events;
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    long now = timeline.now();
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
    } else if (shard.owns(Marker.publisher(content, at))) {
      lane.warmedUp();
    }
  }

  @Override
  void opened() {
    recipient.opened(timeline.now());
    events.opened(this);
  }

  @Override
  void failed(String reason) {
    events.failed(reason);
  }

  @Override
  void gone(String reason) {
    recipient.closed(timeline.now());
    events.gone(this, reason);
  }
}
