package dev.chatctl.core.wire;

import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Message;
import java.util.Optional;

/** A wire format: what its clients send and receive. Stateless. */
public interface Dialect {
  /** What {@code ?dialect=} and the subprotocol call it. */
  String name();

  /** Understands what a client sent; never fails. */
  Request read(String body);

  /** The frame that tells a message. */
  byte[] message(Message message);

  /** The frame that tells that a message was taken back; empty if its clients are not told. */
  default Optional<byte[]> deleted(Message message) {
    return Optional.empty();
  }

  /** The frame that tells the news of a message. */
  default Optional<byte[]> news(Message message) {
    return message.deletion().isPresent() ? deleted(message) : Optional.of(message(message));
  }

  /** The frame that tells a message to one connection only. */
  byte[] direct(DirectMessage message);

  /** Whether the sender of a message receives it too. */
  boolean echoesToSender();

  /** The frame that tells a notice; empty if clients of this dialect are not told. */
  default Optional<byte[]> notice(Notice notice) {
    return Optional.empty();
  }

  /** What the client that asked is told. */
  Response respond(Reply reply);

  /** Lets a client in; over HTTP, so the body is for logs only. */
  Response connected();

  /** Refuses a client, because the tables could not be written. */
  Response connectFailed();
}
