package dev.chatctl.gateway.internal.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as text, in English and UTC, exact to the second. Formatting costs more than the rest of an
 * event, and within one second the text stays the same, so the last one is kept.
 */
public final class TimeText {
  /** {@code requestTime}, the common log format: {@code 25/Sep/2026:09:19:58 +0000}. */
  public static final TimeText REQUEST_TIME = new TimeText("dd/MMM/yyyy:HH:mm:ss Z");

  /** The HTTP header: {@code Fri, 25 Sep 2026 09:19:58 GMT}. */
  public static final TimeText HTTP_DATE = new TimeText("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

  private final DateTimeFormatter format;
  private volatile Second last = new Second(Long.MIN_VALUE, "");

  private TimeText(String pattern) {
    this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** The text of a time in milliseconds since 1970. */
  public String of(long epochMillis) {
    long second = Math.floorDiv(epochMillis, 1000L);
    Second cached = last;
    if (cached.second != second) {
      cached = new Second(second, format.format(Instant.ofEpochSecond(second)));
      last = cached;
    }
    return cached.text;
  }

  private record Second(long second, String text) {}
}
