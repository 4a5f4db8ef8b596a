package dev.chatctl.core.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Points in time as text with always three decimals, such as 2026-11-20T12:00:00.000Z, so that text
 * order is time order. The JDK's formatters understand any form, which a command that reads a
 * thousand rows once pays for with a tenth of a second.
 */
public final class Timestamps {
  private static final int LENGTH = 24;
  private static final String SHAPE = "0000-00-00T00:00:00.000Z";

  private Timestamps() {}

  /** The time in UTC, to the millisecond. */
  public static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > 9999) {
      throw new DateTimeException("year: " + utc.getYear() + " (expected: 0 to 9999)");
    }
    char[] text = SHAPE.toCharArray();
    write(text, 3, utc.getYear());
    write(text, 6, utc.getMonthValue());
    write(text, 9, utc.getDayOfMonth());
    write(text, 12, utc.getHour());
    write(text, 15, utc.getMinute());
    write(text, 18, utc.getSecond());
    write(text, 22, utc.getNano() / 1_000_000);
    return new String(text);
  }

  /**
   * Reads any ISO 8601 form in UTC, and fastest the one that {@link #format} writes.
   *
   * @throws java.time.format.DateTimeParseException if it is none
   */
  public static Instant parse(String text) {
    return hasShape(text)
        ? LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                number(text, 20, 23) * 1_000_000)
            .toInstant(ZoneOffset.UTC)
        : Instant.parse(text);
  }

  private static void write(char[] text, int last, int value) {
    int rest = value;
    for (int i = last; rest > 0; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static boolean hasShape(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      char expected = SHAPE.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    // The rest have limits that the JDK words better than we would.
    return number(text, 5, 7) <= 12
        && number(text, 5, 7) > 0
        && number(text, 8, 10) <= 28
        && number(text, 8, 10) > 0
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
