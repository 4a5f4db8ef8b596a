package dev.chatctl.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to a room.
 *
 * @param id unique; later messages have greater ids in text order, to the millisecond
 * @param sentAt when the gateway received it
 * @param sequence its number in the room; receivers sort by it, because deliveries may overtake one
 *     another
 * @param clientMessageId the sender's own id for it
 */
public record Message(
    String id,
    String room,
    Sender sender,
    String text,
    Instant sentAt,
    long sequence,
    Optional<String> clientMessageId) {}
