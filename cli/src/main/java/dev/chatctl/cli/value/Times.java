package dev.chatctl.cli.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Points of time as people type them. */
public final class Times {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Times() {}

  /**
   * Reads a length of time, meaning that long ago, or a date, or a time in ISO 8601; without a zone
   * it is UTC.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static Instant parse(String text, InstantSource clock) {
    Instant time =
        attempt(text, t -> clock.instant().minus(Durations.parse(t)))
            .or(() -> attempt(text, Instant::parse))
            .or(() -> attempt(text, t -> OffsetDateTime.parse(t).toInstant()))
            .or(() -> attempt(text, t -> LocalDateTime.parse(t).toInstant(ZoneOffset.UTC)))
            .or(
                () ->
                    attempt(text, t -> LocalDate.parse(t).atStartOfDay().toInstant(ZoneOffset.UTC)))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'"
                            + text
                            + "' is no time (expected: ago, such as 10m or 1h30m, or ISO 8601, such"
                            + " as 2026-11-20T12:00:00Z; without a zone it is UTC)"));
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("'" + text + "' (expected: a time from 1970 to 9999)");
    }
    return time;
  }

  private static Optional<Instant> attempt(String text, Function<String, Instant> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // the next form may fit
    }
  }
}
