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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A row of a described table. What cannot be read is as if it were not there. */
public record DescribedRow(TableLayout layout, Row row) {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** The row's id; empty if it has none that can be read. */
  String id() {
    return text("id").orElse("");
  }

  /** Which row it is, for people: its id, or else its key. */
  String shown() {
    return text("id")
        .orElseGet(() -> layout.key().stream().map(this::held).collect(Collectors.joining(", ")));
  }

  private String held(String attribute) {
    return row.optionalText(attribute).orElse("?");
  }

  /** The text or the digits of what an attribute holds. */
  Optional<String> text(String what) {
    return layout.attribute(what).flatMap(attribute -> row.optionalText(attribute.name()));
  }

  /** The time that it holds. */
  Optional<Instant> time(String what) {
    return text(what).flatMap(text -> time(form(what), text));
  }

  /** The length in whole seconds that it holds. */
  OptionalLong seconds(String what) {
    boolean millis = form(what) == Form.MILLISECONDS;
    return text(what).flatMap(DescribedRow::number).stream()
        .mapToLong(number -> number.longValue() / (millis ? 1000 : 1))
        .findFirst();
  }

  private Form form(String what) {
    return layout.attribute(what).map(Attribute::form).orElse(Form.TEXT);
  }

  /** What it has that cannot be read, by attribute, and the id if that is not there. */
  public List<String> unreadable() {
    List<String> problems = new ArrayList<>();
    layout
        .attributes()
        .forEach(
            (what, attribute) -> {
              Row.Value value = row.values().get(attribute.name());
              if (value == null || value.type().equals("NULL")) {
                if (what.equals("id")) {
                  problems.add(attribute.name() + ": absent (expected: the row's id)");
                }
              } else if (!isReadable(what)) {
                problems.add(
                    "%s: %s (expected: %s)".formatted(attribute.name(), value.text(), rule(what)));
              }
            });
    return problems;
  }

  private boolean isReadable(String what) {
    return switch (TableLayout.kind(what)) {
      case TEXT -> text(what).isPresent();
      case TIME -> time(what).isPresent();
      case LENGTH -> seconds(what).isPresent();
    };
  }

  private String rule(String what) {
    return switch (TableLayout.kind(what)) {
      case TEXT -> "a text or a number";
      case LENGTH -> "a number";
      case TIME ->
          switch (form(what)) {
            case SECONDS -> "seconds since 1970";
            case MILLISECONDS -> "milliseconds since 1970";
            case ISO, TEXT -> "a time as in 2026-11-30T12:00:00Z";
          };
    };
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(Form form, String text) {
    try {
      return switch (form) {
        case SECONDS -> number(text).map(number -> ofMillis(number.multiply(THOUSAND)));
        case MILLISECONDS -> number(text).map(DescribedRow::ofMillis);
        case ISO, TEXT -> Optional.of(iso(text));
      };
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty();
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
}
