package dev.chatctl.gateway.authorizer;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The operators of conditions, as IAM names them. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum ConditionOperator {
  STRING_EQUALS("StringEquals", String::equals),
  STRING_NOT_EQUALS("StringNotEquals", String::equals),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", String::equalsIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", String::equalsIgnoreCase),
  STRING_LIKE("StringLike", (actual, value) -> Glob.matches(value, actual)),
  STRING_NOT_LIKE("StringNotLike", (actual, value) -> Glob.matches(value, actual)),
  BOOL("Bool", String::equalsIgnoreCase),
  NULL("Null", (actual, value) -> false),
  IP_ADDRESS("IpAddress", (actual, value) -> AddressRange.parse(value).contains(actual)),
  NOT_IP_ADDRESS("NotIpAddress", (actual, value) -> AddressRange.parse(value).contains(actual)),
  DATE_LESS_THAN("DateLessThan", (actual, value) -> time(actual).isBefore(time(value))),
  DATE_LESS_THAN_EQUALS(
      "DateLessThanEquals", (actual, value) -> !time(actual).isAfter(time(value))),
  DATE_GREATER_THAN("DateGreaterThan", (actual, value) -> time(actual).isAfter(time(value))),
  DATE_GREATER_THAN_EQUALS(
      "DateGreaterThanEquals", (actual, value) -> !time(actual).isBefore(time(value)));

  private final String text;
  private final BiPredicate<String, String> matches;

  ConditionOperator(String text, BiPredicate<String, String> matches) {
    this.text = text;
    this.matches = matches;
  }

  static ConditionOperator named(String name) {
    for (ConditionOperator operator : values()) {
      if (operator.text.equals(name)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(
        "Condition: '%s' (expected: one of %s)"
            .formatted(
                name,
                Arrays.stream(values())
                    .map(operator -> operator.text)
                    .collect(Collectors.joining(", "))));
  }

  /** Whether it holds when none of the values matches. */
  boolean isNegated() {
    return text.contains("Not");
  }

  boolean matches(String actual, String value) {
    return matches.test(actual, value);
  }

  /** Fails now, and not at the first handshake, when a value is none for this operator. */
  void check(String value) {
    var unused = matches(value, value);
  }

  /** A time in ISO 8601, or in seconds since 1970. */
  private static Instant time(String text) {
    try {
      return text.matches("[0-9]{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "Condition: '" + text + "' (expected: a time such as 2026-11-20T18:00:00Z)", none);
    }
  }
}
