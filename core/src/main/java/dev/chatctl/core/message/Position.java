package dev.chatctl.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Up to where a reader of a room has everything, so that it goes on from there and misses nothing.
 * Clients see an opaque text, which holds for one room.
 *
 * <p>A message is stored within {@link #SETTLED_AFTER} of the tick in its id, or never: whoever
 * stores it takes a new tick after a few seconds without an answer. So what is older is complete,
 * and what is younger is read again.
 *
 * @param complete the tick before which nothing is missing
 * @param read the last message of a page that has successors; empty otherwise
 */
record Position(long complete, String read) {
  /**
   * Four seconds for a write and its repetitions under one tick, as many for one that arrives after
   * it was given up, the rest for clocks that differ.
   */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(15);

  /** After this long a message is told to nobody any more. */
  static final Duration TOLD_WITHIN = Duration.ofSeconds(45);

  private static final int CHECK_CHARS = 6;
  private static final int ID_CHARS = 26;

  /** Whoever has read everything up to now. */
  static Position settled(Instant now) {
    return new Position(Ticks.of(now.minus(SETTLED_AFTER)), "");
  }

  /** Who heard this message live may yet miss an older one, as long as that may still be told. */
  static Position heard(Message message) {
    Duration overlap = SETTLED_AFTER.plus(TOLD_WITHIN);
    return new Position(message.sequence() - Ticks.of(overlap), "");
  }

  /**
   * After this page.
   *
   * @param last the last message of a full page; empty at the end
   */
  Position next(Optional<String> last, Instant now) {
    long settled = settled(now).complete;
    // What was read before it settled is read again by whoever comes back, once.
    boolean isOwed = isUnsettled() && !isReadAgain(now);
    return new Position(isOwed ? Math.min(complete, settled) : settled, last.orElse(""));
  }

  /** The key after which the reader has to go on. */
  String bound(Instant now) {
    return read.isEmpty() || isReadAgain(now) ? MessageIds.tickPart(complete) : read;
  }

  private boolean isReadAgain(Instant now) {
    boolean cameBack = complete < Ticks.of(now.minus(SETTLED_AFTER.multipliedBy(2)));
    return isUnsettled() && cameBack;
  }

  /** Whether nobody can have given it out yet. */
  boolean isAhead(Instant now) {
    return complete > Ticks.of(now);
  }

  private boolean isUnsettled() {
    return !read.isEmpty() && MessageIds.tickOf(read) > complete;
  }

  /** The opaque text. */
  String write(String room) {
    String text = MessageIds.tickPart(complete) + read;
    return text + check(room, text);
  }

  /** What a text holds, or empty if it is none of ours, or of another room. */
  static Optional<Position> read(String room, String text) {
    int length = text.length() - CHECK_CHARS;
    if (length != MessageIds.TICK_CHARS && length != MessageIds.TICK_CHARS + ID_CHARS) {
      return Optional.empty();
    }
    String content = text.substring(0, length);
    String tick = content.substring(0, MessageIds.TICK_CHARS);
    String read = content.substring(MessageIds.TICK_CHARS);
    boolean isOurs =
        Base32.isText(tick)
            && tick.charAt(0) <= '7'
            && (read.isEmpty() || MessageIds.isId(read))
            && text.endsWith(check(room, content));
    return isOurs ? Optional.of(new Position(Base32.number(tick), read)) : Optional.empty();
  }

  // No secret: whoever makes one up learns what anybody in the room may read.
  private static String check(String room, String content) {
    return Digest.of(CHECK_CHARS, "position", room, content);
  }
}
