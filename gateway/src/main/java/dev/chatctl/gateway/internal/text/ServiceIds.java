package dev.chatctl.gateway.internal.text;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids in the forms of the live service: URL-safe Base64 with padding. A connection id is 13 bytes
 * (20 characters, {@code gbik1K9kzQAYKEilnA==}), or 11 bytes (16 characters) as before 2025; a
 * message id shares its connection's tail; a request id is 11 bytes ({@code EP5ytGkJoAMEmUQ=}).
 */
public final class ServiceIds {
  private static final int HEAD_BYTES = 6;
  private static final int HEAD_CHARS = 8;
  private static final int REQUEST_BYTES = 11;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();

  private final int connectionBytes;
  // The head counts, so two ids of one gateway never meet whatever their random tails are.
  private final AtomicLong head = new AtomicLong(ThreadLocalRandom.current().nextLong());

  /** Makes ids for connections of so many bytes, 11 or 13. */
  public ServiceIds(int connectionBytes) {
    this.connectionBytes = connectionBytes;
  }

  public String connectionId() {
    byte[] id = new byte[connectionBytes];
    ThreadLocalRandom.current().nextBytes(id);
    writeHead(id);
    return ENCODER.encodeToString(id);
  }

  /** AWS: {@code gbik1K9kzQAYKEilnA==} has messages {@code gbik1Q9lQQAYKEilnA==} and so on. */
  public String messageId(String connectionId) {
    byte[] id = new byte[HEAD_BYTES];
    writeHead(id);
    return ENCODER.encodeToString(id).concat(connectionId.substring(HEAD_CHARS));
  }

  /** The id of one socket event, also its extended request id. */
  public static String requestId() {
    byte[] id = new byte[REQUEST_BYTES];
    ThreadLocalRandom.current().nextBytes(id);
    return ENCODER.encodeToString(id);
  }

  /**
   * A version 4 UUID, as functions and {@code @connections} calls have for a request id. No secret,
   * so it needs no secure randomness on the hot path.
   */
  public static String uuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /**
   * A trace id, {@code Root=1-6ab63cdd-0e3d1a2c48a38ddf14686280}: the time in hexadecimal seconds,
   * then 24 digits.
   *
   * @param uuid gives the digits, so that a caller that has made one need not make another
   */
  public static String traceId(long epochMillis, String uuid) {
    return "Root=1-"
        + Long.toHexString(epochMillis / 1000)
        + "-"
        + uuid.substring(9, 13)
        + uuid.substring(14, 18)
        + uuid.substring(19, 23)
        + uuid.substring(24);
  }

  /** Whether a text has the form of a connection id. AWS: any other text is answered with 400. */
  public static boolean isConnectionId(String text) {
    return (text.length() == 20 && isPadded(text, 2)) || (text.length() == 16 && isPadded(text, 1));
  }

  // By hand: this is asked of every post, and a pattern costs ten times as much.
  private static boolean isPadded(String text, int padding) {
    int end = text.length() - padding;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean valid = i < end ? isLetterOrDigit(c) || c == '-' || c == '_' : c == '=';
      if (!valid) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void writeHead(byte[] id) {
    long next = head.getAndIncrement();
    for (int i = HEAD_BYTES - 1; i >= 0; i--) {
      id[i] = (byte) next;
      next >>>= 8;
    }
  }
}
