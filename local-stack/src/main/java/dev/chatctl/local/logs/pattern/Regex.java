package dev.chatctl.local.logs.pattern;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions between percent signs. */
final class Regex {
  // AWS: letters, digits, these symbols and operators, and no parentheses.
  private static final Pattern ALLOWED =
      Pattern.compile("[A-Za-z0-9_:#=@/;, \\-^$?\\[\\]{}|\\\\*+.]*");

  private Regex() {}

  /** Matches a part of the text. */
  static Predicate<String> parse(Scanner scanner) {
    String regex = scanner.between('%');
    if (!ALLOWED.matcher(regex).matches()) {
      throw scanner.failure("expected: letters, digits and :_#=@/;,-^$?[]{}|\\*+. between %");
    }
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException e) {
      throw scanner.failure(e.getDescription());
    }
  }
}
