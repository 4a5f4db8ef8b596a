package dev.chatctl.local.logs.pattern;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The right side of a condition.
 *
 * @param number what it is as a number; empty for quoted text and for what is none
 * @param text whether a text equals it; * stands for any characters
 */
record Value(Optional<BigDecimal> number, Predicate<String> text) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  /**
   * Reads a value.
   *
   * @param stops the characters that end a value without quotes
   */
  static Value parse(Scanner scanner, String stops) {
    return switch (scanner.peek()) {
      case '%' -> new Value(Optional.empty(), scanner.regex());
      case '"' -> new Value(Optional.empty(), wildcard(scanner.between('"')));
      default -> bare(scanner, scanner.until(stops));
    };
  }

  static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static Value bare(Scanner scanner, String text) {
    if (text.isEmpty()) {
      throw scanner.failure("expected: a value");
    }
    return new Value(number(text), wildcard(text));
  }

  private static Predicate<String> wildcard(String text) {
    if (text.indexOf('*') < 0) {
      return text::equals;
    }
    var regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }
}
