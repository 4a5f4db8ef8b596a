package dev.chatctl.admin.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and points of time as people type and read them. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d|w)");

  private Durations() {}

  /**
   * Reads 90s, 1h30m, 250ms, 2d.
   *
   * @throws IllegalArgumentException with the rule
   */
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    try {
      while (part.lookingAt()) {
        sum = sum.plus(length(Long.parseLong(part.group(1)), part.group(2)));
        end = part.end();
        part.region(end, text.length());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      end = -1;
    }
    if (end != text.length() || text.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time (expected: such as 500ms, 90s, 10m, 1h30m, 2d, 1w)");
    }
    return sum;
  }

  /**
   * Reads a length of time, meaning that long ago, or a date, or a time in ISO 8601; without a zone
   * it is UTC.
   *
   * @throws IllegalArgumentException with the rule
   */
  public static Instant parseTime(String text, Instant now) {
    return attempt(text, t -> now.minus(parse(t)))
        .or(() -> attempt(text, Instant::parse))
        .or(() -> attempt(text, t -> OffsetDateTime.parse(t).toInstant()))
        .or(() -> attempt(text, t -> LocalDateTime.parse(t).toInstant(ZoneOffset.UTC)))
        .or(() -> attempt(text, t -> LocalDate.parse(t).atStartOfDay().toInstant(ZoneOffset.UTC)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no time (expected: ago, such as 10m or 1h30m, or ISO 8601, such as 2026-11-20T12:00:00Z)"
                        .formatted(text)));
  }

  /**
   * Reads what {@link #parseTime} does.
   *
   * @throws CliException with the option, the value and the rule
   */
  public static Instant timeOf(String option, String text, Instant now) {
    try {
      return parseTime(text, now);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(option + ": " + e.getMessage(), "without a zone it is UTC");
    }
  }

  /**
   * Refuses a length of time that would have no end of turns.
   *
   * @throws CliException with the option, the value and the rule
   */
  public static void requirePositive(String option, Duration length) {
    if (!length.isPositive()) {
      throw CliException.usage(
          option + ": " + human(length) + " (expected: > 0)", "such as 500ms or 5s");
    }
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

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(Math.multiplyExact(count, 7L));
    };
  }

  private static Optional<Instant> attempt(String text, Function<String, Instant> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      return Optional.empty(); // the next form may fit
    }
  }
}
