package dev.chatctl.admin.described;

import dev.chatctl.core.table.Row;
import dev.chatctl.description.TableLayout;
import dev.chatctl.description.TableLayout.Attribute;
import dev.chatctl.description.TableLayout.Form;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A row of a described table. What cannot be read is told, and is as if it were not there.
 *
 * @param told takes in one line for each value that cannot be read
 */
record DescribedRow(TableLayout layout, Row row, Consumer<String> told) {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** The row's id; without one it is of no use, which is told. */
  Optional<String> id() {
    Optional<String> id = text("id");
    if (id.isEmpty()) {
      told.accept(
          "a row without %s is left out; it has %s"
              .formatted(
                  layout.attribute("id").map(Attribute::name).orElse("id"),
                  String.join(", ", row.values().keySet())));
    }
    return id;
  }

  /** The text or the digits of what an attribute holds. */
  Optional<String> text(String what) {
    return layout.attribute(what).flatMap(attribute -> row.optionalText(attribute.name()));
  }

  /** The time that it holds. */
  Optional<Instant> time(String what) {
    return layout
        .attribute(what)
        .flatMap(
            attribute -> row.optionalText(attribute.name()).flatMap(text -> time(attribute, text)));
  }

  private Optional<Instant> time(Attribute attribute, String text) {
    try {
      return Optional.of(
          switch (attribute.form()) {
            case SECONDS -> ofMillis(new BigDecimal(text).multiply(THOUSAND));
            case MILLISECONDS -> ofMillis(new BigDecimal(text));
            case ISO, TEXT -> iso(text);
          });
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return unreadable(attribute, text);
    }
  }

  private static Instant ofMillis(BigDecimal millis) {
    return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  /** Without a zone it is UTC, as functions have it. */
  private static Instant iso(String text) {
    return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d")
        ? Instant.parse(text)
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  /** The length in whole seconds that it holds. */
  OptionalLong seconds(String what) {
    Optional<Attribute> attribute = layout.attribute(what);
    Optional<String> text = text(what);
    if (attribute.isEmpty() || text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.get());
      return OptionalLong.of(
          attribute.get().form() == Form.MILLISECONDS
              ? number.longValue() / 1000
              : number.longValue());
    } catch (NumberFormatException e) {
      unreadable(attribute.get(), text.get());
      return OptionalLong.empty();
    }
  }

  private <T> Optional<T> unreadable(Attribute attribute, String text) {
    told.accept(
        "%s of %s cannot be read: %s (expected: %s)"
            .formatted(
                attribute.name(),
                text("id").orElse("a row"),
                text,
                switch (attribute.form()) {
                  case SECONDS -> "seconds since 1970";
                  case MILLISECONDS -> "milliseconds since 1970";
                  case ISO, TEXT -> "a time as in 2026-11-30T12:00:00Z";
                }));
    return Optional.empty();
  }
}
