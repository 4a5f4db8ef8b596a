package dev.chatctl.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of older messages starts: before this one. Clients see an opaque text, so that what
 * it holds can change. Rooms are open to whoever is in them, so that it needs no signature.
 */
record HistoryCursor(String id) {
  private static final String VERSION = "3:";

  /** The opaque text. */
  String write() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((VERSION + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** What a text holds, or empty if it is none of ours. */
  static Optional<HistoryCursor> read(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return text.startsWith(VERSION) && MessageIds.isId(text.substring(VERSION.length()))
          ? Optional.of(new HistoryCursor(text.substring(VERSION.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) { // not base 64
      return Optional.empty();
    }
  }
}
