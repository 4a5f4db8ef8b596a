package dev.chatctl.local.logs.pattern;

/** Which log lines to return. Immutable. */
@FunctionalInterface
public interface FilterPattern {
  boolean matches(String message);

  /**
   * Reads a pattern. AWS: one that begins with { is about JSON, one that begins with [ about words,
   * any other about terms; an empty one matches every line.
   *
   * @throws PatternException if it is none
   */
  static FilterPattern parse(String text) {
    String pattern = text.strip();
    if (pattern.isEmpty()) {
      return message -> true;
    }
    return switch (pattern.charAt(0)) {
      case '{' -> JsonPattern.parse(pattern);
      case '[' -> WordsPattern.parse(pattern);
      default -> TermsPattern.parse(pattern);
    };
  }
}
