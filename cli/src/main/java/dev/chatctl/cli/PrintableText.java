package dev.chatctl.cli;

/**
 * Text of strangers made safe to print: a chat name or a log line may hold escape sequences that
 * repaint, retitle or answer on behalf of the operator's terminal.
 */
public final class PrintableText {
  private PrintableText() {}

  /** Control characters, also the line breaks, as {@code \n} or {@code \x1b}. */
  public static String oneLine(String text) {
    return escape(text, false);
  }

  /**
   * The beginning of that, with dots for what is left out: at most so many characters, 4 or more.
   */
  public static String oneLine(String text, int longest) {
    String line = oneLine(text);
    if (line.length() <= longest) {
      return line;
    }
    int end = longest - 3;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }

  /** As {@link #oneLine(String)}, but tabs and line breaks stay. */
  public static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepBreaks) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean kept = !isControl(c) || (keepBreaks && (c == '\n' || c == '\t'));
      if (escaped == null && !kept) {
        escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (escaped != null) {
        if (kept) {
          escaped.append(c);
        } else {
          escaped.append(escape(c));
        }
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  // Also the marks that reverse the direction of writing, which make one text look like another.
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c);
    };
  }
}
