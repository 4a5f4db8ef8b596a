package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.wire.Marker;
import dev.chatctl.loadtest.wire.Refusal;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.atomic.LongAdder;

/**
 * A virtual user that only publishes. Its sockets live on an event loop apart from the listeners',
 * so that reading deliveries never delays a send; of what they receive, only refusals are of
 * interest.
 */
final class PublisherUser extends VirtualUser {
  private final ScheduledSender sender;
  private final LongAdder refusals;

  /**
   * One of a room.
   *
   * @param refusals counts answers of the chat or the gateway that refuse a message
   */
  PublisherUser(Context context, ScheduledSender sender, LongAdder refusals) {
    super(
        context, context.plan().urlOf(sender.publisher() % context.plan().population().rooms(), 0));
    this.sender = sender;
    this.refusals = refusals;
  }

  @Override
  void received(TextWebSocketFrame frame) {
    if (Marker.find(frame.content(), plan().marker()) < 0 && Refusal.isIn(frame.content())) {
      refusals.increment();
    }
  }

  @Override
  void onOpen(ClientSocket open) {
    sender.use(open);
  }

  @Override
  long retryMillis() {
    return 500;
  }

  @Override
  String role() {
    return "a publisher";
  }
}
