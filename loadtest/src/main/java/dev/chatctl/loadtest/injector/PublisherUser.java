package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;

/**
 * A virtual user that only publishes. Its sockets live on an event loop apart from the listeners',
 * so that reading deliveries never delays a send; of what they receive, only refusals are of
 * interest.
 */
final class PublisherUser extends VirtualUser {
  private final ScheduledSender sender;

  /** One of a room. */
  PublisherUser(UserContext context, ScheduledSender sender) {
    super(context);
    this.sender = sender;
  }

  @Override
  void received(ByteBuf texts, ByteBuf frame, boolean binary, long now) {
    if (!Marker.isIn(texts, plan().marker())) {
      boolean unused = refuses(frame, binary);
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
