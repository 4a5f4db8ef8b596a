package dev.chatctl.admin.output;

import dev.chatctl.admin.cli.Durations;
import dev.chatctl.core.aws.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A column's value in documents and in tables. */
final class Values {
  private Values() {}

  /** Only what JSON has: text, numbers, booleans, lists, maps and null. */
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant time -> Timestamps.format(time);
      case Duration length -> length.toMillis() / 1000.0;
      case Enum<?> choice -> choice.name().toLowerCase(java.util.Locale.ROOT);
      default -> value;
    };
  }

  /** For CSV and names: the plain value as text, nothing for null. */
  static String text(@Nullable Object value) {
    Object plain = plain(value);
    return switch (plain) {
      case null -> "";
      case List<?> list -> list.stream().map(Values::text).collect(Collectors.joining(" "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
              .collect(Collectors.joining(" "));
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      default -> plain.toString();
    };
  }

  /**
   * For a table.
   *
   * @param now the time to count ages from, or null to print times as they are
   */
  static String human(@Nullable Object value, @Nullable Instant now) {
    return switch (value) {
      case null -> "-";
      case Instant time when now != null && time.isBefore(now) ->
          Durations.human(Duration.between(time, now)) + " ago";
      case Duration length -> Durations.human(length);
      case Long number when now != null -> "%,d".formatted(number);
      case String text when text.isEmpty() -> "-";
      default -> text(value);
    };
  }
}
