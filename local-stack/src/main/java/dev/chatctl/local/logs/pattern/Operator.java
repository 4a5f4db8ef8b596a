package dev.chatctl.local.logs.pattern;

import java.math.BigDecimal;
import java.util.Optional;

/** How a condition compares. */
enum Operator {
  NOT_EQUAL("!="),
  LESS_OR_EQUAL("<="),
  GREATER_OR_EQUAL(">="),
  EQUAL("="),
  LESS("<"),
  GREATER(">");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** Takes one if one comes next. */
  static Optional<Operator> parse(Scanner scanner) {
    for (Operator comparison : values()) {
      if (scanner.take(comparison.sign)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /** Compares a text; as numbers when both sides are. */
  boolean test(String text, Value value) {
    Optional<BigDecimal> left = Value.number(text);
    if (left.isPresent() && value.number().isPresent()) {
      return test(left.get(), value);
    }
    return switch (this) {
      case EQUAL -> value.text().test(text);
      case NOT_EQUAL -> !value.text().test(text);
      default -> false;
    };
  }

  /** Compares a number; text never equals it, except by wildcards. */
  boolean test(BigDecimal number, Value value) {
    if (value.number().isEmpty()) {
      boolean equal = value.text().test(number.toPlainString());
      return this == EQUAL ? equal : (this == NOT_EQUAL && !equal);
    }
    int order = number.compareTo(value.number().get());
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
