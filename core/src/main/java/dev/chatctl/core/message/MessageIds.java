package dev.chatctl.core.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Message ids in the form of a ULID: 48 bits of milliseconds and 80 more bits, in 26 characters
 * whose text order is time order.
 *
 * <p>The 80 bits are a digest of what makes the message the same message, rather than random: a
 * Lambda event delivered twice yields the same id twice, and a restored snapshot has no random
 * state to repeat.
 */
public final class MessageIds {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford
  private static final int TIME_CHARS = 10;
  private static final int DIGEST_CHARS = 16;

  private MessageIds() {}

  /**
   * The id of the message received at this time with this origin.
   *
   * @param origin what no other message has, e.g. the gateway's connection and message ids
   */
  public static String of(Instant receivedAt, String origin) {
    return timePart(receivedAt) + digestPart(origin);
  }

  /** What the ids of one millisecond, and no others, begin with. */
  static String timePart(Instant at) {
    var part = new char[TIME_CHARS];
    long time = at.toEpochMilli();
    for (int i = TIME_CHARS - 1; i >= 0; i--) {
      part[i] = ALPHABET.charAt((int) (time & 31));
      time >>>= 5;
    }
    return new String(part);
  }

  static boolean isTimePart(String text) {
    return text.length() == TIME_CHARS
        && text.charAt(0) <= '7' // 10 characters hold two bits more than a time has
        && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  static Instant readTimePart(String part) {
    long time = 0;
    for (int i = 0; i < TIME_CHARS; i++) {
      time = (time << 5) | ALPHABET.indexOf(part.charAt(i));
    }
    return Instant.ofEpochMilli(time);
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    return text.length() == TIME_CHARS + DIGEST_CHARS
        && isTimePart(text.substring(0, TIME_CHARS))
        && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /**
   * When the message with this id was received.
   *
   * @throws IllegalArgumentException if it is not an id
   */
  public static Instant timeOf(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("message id: not one (expected: 26 characters, base 32)");
    }
    return readTimePart(id);
  }

  private static String digestPart(String origin) {
    var part = new char[DIGEST_CHARS];
    byte[] digest = sha256(origin);
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < DIGEST_CHARS; i++) {
      if (held < 5) {
        bits = (bits << 8) | (digest[next++] & 0xff);
        held += 8;
      }
      held -= 5;
      part[i] = ALPHABET.charAt((bits >>> held) & 31);
    }
    return new String(part);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) { // every Java platform has SHA-256
      throw new IllegalStateException(e);
    }
  }
}
