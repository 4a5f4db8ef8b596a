package dev.chatctl.admin.output;

import dev.chatctl.admin.cli.Durations;
import dev.chatctl.core.aws.Timestamps;
import java.time.Duration;
import java.time.Instant;
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
      return Timestamps.format(time);
    }
    if (value instanceof Duration length) {
      return length.toMillis() / 1000.0;
    }
    if (value instanceof Enum<?> choice) {
      return choice.name().toLowerCase(Locale.ROOT);
    }
    return value;
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
