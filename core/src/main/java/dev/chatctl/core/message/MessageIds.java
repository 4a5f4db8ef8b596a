package dev.chatctl.core.message;

import java.time.Instant;

/**
 * Message ids in the form of a ULID: 26 characters whose text order is the one order of messages.
 *
 * <p>Twelve are the tick at which the message was stored, after all that its sender had been told
 * were stored; the others are a digest of what makes it this message, rather than random: a
 * restored snapshot has no random state to repeat.
 */
public final class MessageIds {
  static final int TICK_CHARS = 12;
  private static final int DIGEST_CHARS = 14;

  private MessageIds() {}

  /**
   * The id of the message that is stored at this tick.
   *
   * @param origin what no other message has, e.g. the gateway's connection and message ids
   */
  public static String of(long tick, String origin) {
    return tickPart(tick) + Digest.of(DIGEST_CHARS, origin);
  }

  public static String of(Instant storedAt, String origin) {
    return of(Ticks.of(storedAt), origin);
  }

  /** What is less than the ids of this tick and later ones, and greater than all others. */
  static String tickPart(long tick) {
    return Base32.of(tick, TICK_CHARS);
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    return text.length() == TICK_CHARS + DIGEST_CHARS
        && text.charAt(0) <= '7' // 12 characters hold two bits more than a tick has
        && Base32.isText(text);
  }

  /**
   * When the message with this id was stored: what messages are sorted by.
   *
   * @throws IllegalArgumentException if it is not an id
   */
  public static long tickOf(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("message id: not one (expected: 26 characters, base 32)");
    }
    return Base32.number(id.substring(0, TICK_CHARS));
  }

  /**
   * The same as a time.
   *
   * @throws IllegalArgumentException if it is not an id
   */
  public static Instant timeOf(String id) {
    return Ticks.time(tickOf(id));
  }
}
