package dev.chatctl.local.logs.pattern;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern being read, from left to right. */
final class Scanner {
  // AWS: letters, digits, these symbols and operators, and no parentheses.
  private static final Pattern REGEX =
      Pattern.compile("[A-Za-z0-9_:#=@/;, \\-^$?\\[\\]{}|\\\\*+.]*");

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    skipBlanks();
    return at == text.length();
  }

  /** The next character that is not blank, without taking it; NUL at the end. */
  char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** Takes this token if it comes next. */
  boolean take(String token) {
    skipBlanks();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  /** Takes this word, whatever its case, if it comes next. */
  boolean takeWord(String word) {
    skipBlanks();
    int end = at + word.length();
    boolean next =
        text.regionMatches(true, at, word, 0, word.length())
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    if (next) {
      at = end;
    }
    return next;
  }

  void expect(String token) {
    if (!take(token)) {
      throw failure("expected: " + token);
    }
  }

  /** Takes characters until one of these, a blank or the end. */
  String until(String stops) {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Takes a text between two of these marks; a backslash keeps a mark from ending it. */
  String between(char mark) {
    expect(String.valueOf(mark));
    var content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != mark) {
      boolean escaped =
          text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == mark;
      at += escaped ? 1 : 0;
      content.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw failure("expected: closing " + mark);
    }
    at++;
    return content.toString();
  }

  /** Takes a regular expression between percent signs, which is to match a part of a text. */
  Predicate<String> regex() {
    String regex = between('%');
    if (!REGEX.matcher(regex).matches()) {
      throw failure("expected: letters, digits and :_#=@/;,-^$?[]{}|\\*+. between %");
    }
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException e) {
      throw failure(e.getDescription());
    }
  }

  PatternException failure(String rule) {
    return new PatternException(
        "Invalid filter pattern: at character %d of %s (%s)".formatted(at + 1, text, rule));
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
