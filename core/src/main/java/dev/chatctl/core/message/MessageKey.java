package dev.chatctl.core.message;

import java.util.Optional;

/**
 * What makes a message the same message when it comes again: its client's id for it, or the event
 * that brought it.
 *
 * @param digest differs for different rooms, authors and ids, whatever characters these hold
 */
public record MessageKey(String digest) {
  private static final int CHARS = 50;

  /**
   * Of a message to a room.
   *
   * @param author the user's name for guests' connection ids
   * @param origin what no other event has
   */
  public static MessageKey toRoom(
      String room, String author, Optional<String> clientMessageId, String origin) {
    return of("room", room, author, clientMessageId, origin);
  }

  /** Of a message to one connection, likewise. */
  public static MessageKey direct(
      String room, String author, Optional<String> clientMessageId, String origin) {
    return of("direct", room, author, clientMessageId, origin);
  }

  private static MessageKey of(
      String kind, String room, String author, Optional<String> clientMessageId, String origin) {
    return new MessageKey(
        clientMessageId
            .map(id -> Digest.of(CHARS, kind, "client", room, author, id))
            .orElseGet(() -> Digest.of(CHARS, kind, "event", room, origin)));
  }
}
