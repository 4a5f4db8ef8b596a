package dev.chatctl.cli.value;

import java.util.regex.Pattern;

/** Numbers as people type them: digits, with a sign or a point where that makes sense. */
public final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("-?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private Numbers() {}

  /**
   * Reads 0 or 2147483647.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static int parseInt(String text) {
    return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Reads 0 or 9223372036854775807.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static long parseLong(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Reads 5 or 0.5.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static double parseDouble(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number (expected: such as 5 or 0.5, at most 15 digits)");
    }
    return Double.parseDouble(text);
  }

  private static long whole(String text, long least, long most) {
    try {
      long value = WHOLE.matcher(text).matches() ? Long.parseLong(text) : Long.MIN_VALUE;
      if (value > Long.MIN_VALUE && value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Too large even for this; told below.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no whole number (expected: digits, at most " + most + ")");
  }
}
