package dev.chatctl.loadtest.lies;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that somebody sent.
 *
 * @param mark what tells it from every other message
 * @param sequence its sender's count
 * @param nanos {@link System#nanoTime()} when the server had it
 */
record Post(String mark, int sequence, String text, long nanos) {
  private static final Pattern MARK =
      Pattern.compile("~ct:[0-9a-f]{8}m[0-9a-f]{4}([0-9a-f]{8})[0-9a-f]{16}~");

  /** A message of the measured phase; nothing for one that only warms up. */
  static Optional<Post> of(String text, long nanos) {
    Matcher mark = MARK.matcher(text);
    return mark.find()
        ? Optional.of(new Post(mark.group(), Integer.parseInt(mark.group(1), 16), text, nanos))
        : Optional.empty();
  }
}
