package dev.chatctl.core.wire;

import dev.chatctl.core.message.Message;

/** A wire format: what its clients send and receive. Stateless. */
public interface Dialect {
  /** What {@code ?dialect=} calls it. */
  String name();

  /** Understands what a client sent; never fails. */
  Request read(String body);

  /** The frame that tells a message. */
  byte[] message(Message message);

  /** Whether the sender of a message receives it too. */
  boolean echoesToSender();

  Response respond(Reply reply);
}
