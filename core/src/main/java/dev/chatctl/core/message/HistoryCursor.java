package dev.chatctl.core.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of history starts: before the message of this time and number. Clients see an opaque
 * text, so that what it holds can change. Rooms are open to whoever is in them, so that it needs no
 * signature.
 *
 * @param time to the millisecond
 * @param sequence the number in the room, which orders the messages of one millisecond
 */
record HistoryCursor(Instant time, long sequence) {
  private static final String VERSION = "2";

  static HistoryCursor of(Message message) {
    return new HistoryCursor(message.sentAt(), message.sequence());
  }

  /** The opaque text. */
  String write() {
    String text = VERSION + ":" + MessageIds.timePart(time) + ":" + sequence;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What a text holds, or empty if it is none of ours. */
  static Optional<HistoryCursor> read(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      String[] parts = text.split(":", -1);
      return parts.length == 3 && parts[0].equals(VERSION) && MessageIds.isTimePart(parts[1])
          ? Optional.of(
              new HistoryCursor(MessageIds.readTimePart(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) { // not base 64, or not a number
      return Optional.empty();
    }
  }
}
