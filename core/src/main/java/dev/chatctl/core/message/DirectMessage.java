package dev.chatctl.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to one connection; it is not kept in the room's history.
 *
 * @param to the recipient's connection id
 */
public record DirectMessage(
    String id,
    String room,
    Sender sender,
    String to,
    String text,
    Instant sentAt,
    Optional<String> clientMessageId) {

  /** The same message as it was called when it was sent first. */
  public DirectMessage called(String earlierId) {
    return new DirectMessage(earlierId, room, sender, to, text, sentAt, clientMessageId);
  }
}
