package dev.chatctl.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to a room.
 *
 * @param id unique; text order is the order in which everybody sees messages
 * @param sentAt when the gateway received it
 * @param clientMessageId the sender's own id for it
 * @param deletion that it was taken back, which leaves no text
 */
public record Message(
    String id,
    String room,
    Sender sender,
    String text,
    Instant sentAt,
    Optional<String> clientMessageId,
    Optional<Deletion> deletion) {

  /** One that stands. */
  public Message(
      String id,
      String room,
      Sender sender,
      String text,
      Instant sentAt,
      Optional<String> clientMessageId) {
    this(id, room, sender, text, sentAt, clientMessageId, Optional.empty());
  }

  /** The order as a number: when it was stored, in {@link Ticks}. */
  public long sequence() {
    return MessageIds.tickOf(id);
  }

  /** The same message under another id. */
  public Message called(String otherId) {
    return new Message(otherId, room, sender, text, sentAt, clientMessageId, deletion);
  }

  /** Where who hears it live resumes from. */
  public String position() {
    return Position.heard(this).write(room);
  }

  /** When there was something to tell of it: it was sent, or else taken back. */
  public Instant news() {
    return deletion.map(Deletion::at).orElse(sentAt);
  }

  /** Whether it is too late to tell it live; it is in the history only. */
  public boolean isPast(Instant now) {
    return deletion
        .map(Deletion::at)
        .orElseGet(() -> MessageIds.timeOf(id))
        .plus(Position.TOLD_WITHIN)
        .isBefore(now);
  }
}
