package dev.chatctl.cli.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type and read them. */
public final class Durations {
  /** Every computation in nanoseconds, and every time that long ago, stays in range. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d|w)");

  private static final Pattern PLAIN = Pattern.compile("\\d{1,20}(\\.\\d{1,9})?");

  private Durations() {}

  /**
   * Reads 90s, 1h30m, 250ms, 2d; at most a hundred years.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.lookingAt()) {
      sum = sum.plus(length(part.group(1), part.group(2)));
      if (sum.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("'" + text + "' is too long (expected: at most 36500d)");
      }
      end = part.end();
      part.region(end, text.length());
    }
    if (end != text.length() || text.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time (expected: such as 500ms, 90s, 10m, 1h30m, 2d, 1w)");
    }
    return sum;
  }

  /**
   * Reads the same; a plain number counts in that unit, for options that were numbers before they
   * took lengths.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static Duration parse(String text, String unit) {
    if (!PLAIN.matcher(text).matches()) {
      return parse(text);
    }
    long millis = length("1", unit).toMillis();
    return parse(new BigDecimal(text).multiply(BigDecimal.valueOf(millis)).toBigInteger() + "ms");
  }

  /** Two units at most: 3d4h, 1h5m, 42s. */
  public static String human(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "m", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3600, "h", seconds % 3600 / 60, "m");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : small + smallUnit);
  }

  /** What is longer than the longest is a little longer than that, whatever its digits say. */
  private static Duration length(String digits, String unit) {
    long millis =
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> 7 * 86_400_000L;
        };
    long most = LONGEST.toMillis() / millis + 1;
    String significant = digits.replaceFirst("^0+(?=.)", "");
    boolean fits = significant.length() <= Long.toString(most).length();
    return Duration.ofMillis(millis * (fits ? Math.min(most, Long.parseLong(significant)) : most));
  }
}
