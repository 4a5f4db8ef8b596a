package dev.chatctl.core.wire;

import dev.chatctl.core.wire.Problem.Code;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** What texts, names and rooms may be. Each check yields the rule that is broken, if any. */
public final class InputRules {
  /** AWS: frames are metered in steps of 32 KB; this leaves room for the envelope around a text. */
  public static final int MAX_TEXT_BYTES = 28 * 1024;

  private static final int MAX_NAME_LENGTH = 64;
  private static final int MAX_ID_LENGTH = 128;
  private static final String CHECK_MARKS =
      "\u221a\u2611\u2705\u2713\u2714\ud83d\uddf8\ud83d\uddf9";
  private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private InputRules() {}

  /**
   * The text of a message: as JSON at most {@link #MAX_TEXT_BYTES} long, and without control
   * characters but tabs and line ends, which could take over a terminal.
   */
  static Optional<Problem> text(String field, String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLoneSurrogate(text, i) || (Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0)) {
        return Optional.of(
            Problem.of(
                Code.BAD_CHARACTERS,
                "%s: U+%04X at %d (expected: no control characters, no half characters)"
                    .formatted(field, (int) c, i)));
      }
      bytes += "\t\n\r\"\\".indexOf(c) >= 0 ? 2 : utf8Length(c);
    }
    return bytes > MAX_TEXT_BYTES
        ? Optional.of(tooLong(field, bytes, MAX_TEXT_BYTES, "bytes"))
        : Optional.empty();
  }

  /**
   * What a user is called: only characters that can be seen, or a space. After PRECIS (RFC 8264),
   * whose nicknames (RFC 8266) have no controls, no marks of direction, nothing ignorable by
   * default and nothing unassigned; so no two names look alike by what nobody sees. Nor check
   * marks: clients put one after the names of verified users.
   */
  public static Optional<Problem> name(String name) {
    if (name.isBlank()) {
      return Optional.of(Problem.of(Code.EMPTY, "name: blank (expected: 1 to 64 characters)"));
    }
    if (name.length() > MAX_NAME_LENGTH) {
      return Optional.of(tooLong("name", name.length(), MAX_NAME_LENGTH, "characters"));
    }
    return name.codePoints()
        .filter(c -> isHidden(c) || isMark(c))
        .mapToObj(
            c ->
                Problem.of(
                    Code.BAD_CHARACTERS,
                    "name: U+%04X (expected: only characters that can be seen, and no check marks)"
                        .formatted(c)))
        .findFirst();
  }

  /** A room's name is part of a table key, hence the narrow alphabet. */
  public static Optional<Problem> room(String room) {
    return ROOM.matcher(room).matches()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Code.BAD_CHARACTERS, "room: (expected: 1 to 64 letters, digits, '_', '.' or '-')"));
  }

  /** An id that a client gives: its own for a message, or a connection's. It may become a key. */
  static Optional<Problem> id(String field, String id) {
    return id.isEmpty() || id.length() > MAX_ID_LENGTH
        ? Optional.of(tooLong(field, id.length(), MAX_ID_LENGTH, "characters, not 0"))
        : text(field, id);
  }

  /** A name in the one form that Unicode has for it (NFC), without spaces around it. */
  public static String normalised(String name) {
    String stripped = name.strip();
    // The JDK's tables of forms take time to load, and most names need none.
    return stripped.chars().allMatch(c -> c < 0x300)
        ? stripped
        : Normalizer.normalize(stripped, Normalizer.Form.NFC);
  }

  private static boolean isMark(int c) {
    return CHECK_MARKS.indexOf(c) >= 0;
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> isIgnorable(c);
    };
  }

  // Unicode's Default_Ignorable_Code_Point, DerivedCoreProperties.txt, as far as their types do not
  // tell; and the blank pattern of Braille.
  private static boolean isIgnorable(int c) {
    return c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xffa0
        || (c >= 0xe0000 && c <= 0xe0fff);
  }

  private static Problem tooLong(String field, int length, int max, String unit) {
    return Problem.of(
        Code.TOO_LONG, "%s: %d (expected: at most %d %s)".formatted(field, length, max, unit));
  }

  private static int utf8Length(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
