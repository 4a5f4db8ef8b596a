package dev.chatctl.cli.value;

/**
 * How many a second.
 *
 * @param perSecond one in eleven days at least, so that the time between two can be counted
 */
public record Rate(double perSecond) {
  private static final double LOWEST = 1e-6;
  private static final double HIGHEST = 1e9;

  public Rate {
    if (!(perSecond >= LOWEST && perSecond <= HIGHEST)) {
      throw new IllegalArgumentException(
          "rate: " + perSecond + " (expected: 0.000001 to 1000000000)");
    }
  }

  /**
   * Reads 200 or 200/s.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static Rate parse(String text) {
    try {
      return new Rate(
          Numbers.parseDouble(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' (expected: a number > 0 a second, such as 200 or 200/s)".formatted(text), e);
    }
  }
}
