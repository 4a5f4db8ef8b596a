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
    var id = new char[TIME_CHARS + DIGEST_CHARS];
    long time = receivedAt.toEpochMilli();
    for (int i = TIME_CHARS - 1; i >= 0; i--) {
      id[i] = ALPHABET.charAt((int) (time & 31));
      time >>>= 5;
    }
    byte[] digest = sha256(origin);
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = TIME_CHARS; i < id.length; i++) {
      if (held < 5) {
        bits = (bits << 8) | (digest[next++] & 0xff);
        held += 8;
      }
      held -= 5;
      id[i] = ALPHABET.charAt((bits >>> held) & 31);
    }
    return new String(id);
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    return text.length() == TIME_CHARS + DIGEST_CHARS
        && text.charAt(0) <= '7'
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
    long time = 0;
    for (int i = 0; i < TIME_CHARS; i++) {
      time = (time << 5) | ALPHABET.indexOf(id.charAt(i));
    }
    return Instant.ofEpochMilli(time);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) { // every Java platform has SHA-256
      throw new IllegalStateException(e);
    }
  }
}
