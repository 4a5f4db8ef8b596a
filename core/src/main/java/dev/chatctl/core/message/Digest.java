package dev.chatctl.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Texts told apart by a few characters, however long they are and whatever is in them. */
final class Digest {
  private Digest() {}

  /**
   * The first characters, five bits each, of the SHA-256 of these texts; each counts with its
   * length, so that no separator in one can make two lists alike.
   */
  static String of(int chars, String... texts) {
    MessageDigest sha256 = sha256();
    for (String text : texts) {
      // UTF-16 keeps even half characters apart.
      byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha256.update(bytes);
    }
    return Base32.first(sha256.digest(), chars);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) { // every Java platform has SHA-256
      throw new IllegalStateException(e);
    }
  }
}
