package dev.chatctl.local.schedule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rate expression, as in {@code rate(15 minutes)}. */
final class Rate {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");

  private Rate() {}

  /**
   * How often that is.
   *
   * @throws IllegalArgumentException if it is a cron expression, or nothing at all
   */
  static Duration parse(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
      throw new IllegalArgumentException(
          "schedule: " + expression + " (expected: one such as rate(15 minutes))");
    }
    long count = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
