package dev.chatctl.cli;

/**
 * Text of strangers made safe for where it goes, in this one place. A chat name, a close reason or
 * a log line may hold escape sequences that repaint, retitle or answer on behalf of the operator's
 * terminal, marks that make one text look like another, ends of lines that only some readers know,
 * and what no reader takes. Each form shows those as escapes of its own; where the form has them
 * (JSON, YAML, CSV), whoever reads it gets the very text.
 */
public final class PrintableText {
  private PrintableText() {}

  /**
   * For a terminal: on one line, with escapes such as {@code \n}, {@code \x1b} or {@code \u202e}.
   */
  public static String oneLine(String text) {
    return escaped(text, "");
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
    return escaped(text, "\n\t");
  }

  /** As a string of JSON, which is one of YAML too, with its quotes. */
  public static String json(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (isUnsafeUnit(text, i)) {
            json.append("\\u%04X".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /** A document of JSON that a library wrote: the same value, with escapes as {@link #json} has. */
  public static String document(String json) {
    var safe = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      // Between values there is nothing else; within them these are escapes already.
      if (c == '\n' || c == '\r' || c == '\t' || !isUnsafeUnit(json, i)) {
        safe.append(c);
      } else {
        safe.append("\\u%04X".formatted((int) c));
      }
    }
    return safe.toString();
  }

  /** The same for a script element of HTML, which nothing in it can end or comment out. */
  public static String script(String json) {
    return document(json).replace("<", "\\u003c");
  }

  /**
   * As a field of CSV (RFC 4180).
   *
   * @param isFormulaFree whether a spreadsheet must take it for text: what it would compute gets an
   *     apostrophe before it, as OWASP advises, and is then no longer the very text
   */
  public static String csv(String text, boolean isFormulaFree) {
    String field = isFormulaFree && startsFormula(text) ? "'" + text : text;
    boolean isPlain = true;
    for (int i = 0; i < field.length() && isPlain; i++) {
      char c = field.charAt(i);
      isPlain = c != ',' && c != '"' && !isUnsafeUnit(field, i);
    }
    return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** For HTML or XML, between tags or in a quoted attribute. */
  public static String markup(String text) {
    return lines(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String escaped(String text, String kept) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean isKept = !isUnsafe(c) || kept.indexOf(c) >= 0;
      if (escaped == null && !isKept) {
        escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (escaped != null) {
        if (isKept) {
          escaped.appendCodePoint(c);
        } else {
          escaped.append(escape(c));
        }
      }
      i += Character.charCount(c);
    }
    return escaped == null ? text : escaped.toString();
  }

  /**
   * C0, DEL and C1; marks that reverse the direction of writing (Unicode's Bidi_Control); line and
   * paragraph separators; the byte order mark; noncharacters; and halves of characters.
   */
  private static boolean isUnsafe(int c) {
    return c < 0xa0
        ? c < ' ' || c >= 0x7f
        : c == 0x061c
            || c == 0x200e
            || c == 0x200f
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || (c >= 0xd800 && c <= 0xdfff)
            || (c >= 0xfdd0 && c <= 0xfdef)
            || c == 0xfeff
            || (c & 0xfffe) == 0xfffe;
  }

  // A pair of units stays as it is: YAML would read its two escapes as two characters.
  private static boolean isUnsafeUnit(String text, int i) {
    boolean isPaired =
        Character.isSurrogate(text.charAt(i))
            && (Character.isSupplementaryCodePoint(text.codePointAt(i))
                || (i > 0 && Character.isSupplementaryCodePoint(text.codePointAt(i - 1))));
    return !isPaired && isUnsafe(text.charAt(i));
  }

  private static boolean startsFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0;
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> (c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c);
    };
  }
}
