package dev.chatctl.cli.output;

import dev.chatctl.cli.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column's value in documents and in tables. It asks for types one by one: the JVM would make
 * classes for a switch over them, which takes longer than a thousand rows.
 */
final class Values {
  private static final double EXACT_WHOLE = 1e15;

  private Values() {}

  /** Only what JSON has: text, numbers, booleans, lists, maps and null. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Instant time) {
      return iso(time);
    }
    if (value instanceof Duration length) {
      return length.toMillis() / 1000.0;
    }
    if (value instanceof Enum<?> choice) {
      return choice.name().toLowerCase(Locale.ROOT);
    }
    return value;
  }

  /** As 2026-11-20T12:00:00.000Z. The JDK's formatters would be slower by a tenth of a second. */
  private static String iso(Instant time) {
    // What has nanoseconds is printed with all its digits.
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS).plusNanos(1);
    String text = LocalDateTime.ofInstant(millis, ZoneOffset.UTC).toString();
    return text.substring(0, text.length() - 6) + "Z";
  }

  /** Whether a number is printed without a fraction. */
  static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < EXACT_WHOLE;
  }

  /** For CSV and names: the plain value as text, nothing for null. */
  static String text(@Nullable Object value) {
    Object plain = plain(value);
    if (plain == null) {
      return "";
    }
    if (plain instanceof List<?> list) {
      return list.stream().map(Values::text).collect(Collectors.joining(" "));
    }
    if (plain instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
          .collect(Collectors.joining(" "));
    }
    if (plain instanceof Double number && isWhole(number)) {
      return Long.toString(number.longValue());
    }
    return plain.toString();
  }

  /**
   * For a table.
   *
   * @param now the time to count ages from, or null to print times as they are
   */
  static String human(@Nullable Object value, @Nullable Instant now) {
    if (value == null || "".equals(value)) {
      return "-";
    }
    if (value instanceof Instant time && now != null && time.isBefore(now)) {
      return Durations.human(Duration.between(time, now)) + " ago";
    }
    if (value instanceof Duration length) {
      return Durations.human(length);
    }
    if (value instanceof Long number && now != null) {
      return "%,d".formatted(number);
    }
    return text(value);
  }
}
