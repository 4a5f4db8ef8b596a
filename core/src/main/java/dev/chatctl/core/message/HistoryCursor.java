package dev.chatctl.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of history starts, as clients see it: opaque, so that what it holds can change.
 * Rooms are open to whoever is in them, so that it needs no signature.
 */
final class HistoryCursor {
  private static final String PREFIX = "1:";

  private HistoryCursor() {}

  static String of(String messageId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + messageId).getBytes(StandardCharsets.US_ASCII));
  }

  /** The message id in a cursor, or empty if it is none of ours. */
  static Optional<String> read(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return text.startsWith(PREFIX)
          ? Optional.of(text.substring(PREFIX.length())).filter(MessageIds::isId)
          : Optional.empty();
    } catch (IllegalArgumentException e) { // not base 64
      return Optional.empty();
    }
  }
}
