package dev.chatctl.core.testing;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Row.Value;
import dev.chatctl.core.table.Tables.Expression;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * As much of DynamoDB's language as the backend speaks; what it does not is an {@link
 * IllegalArgumentException}.
 */
final class ExpressionReader {
  private static final Pattern TOKEN = Pattern.compile("[#:]?\\w+|[<>]=|\\S");

  private final String text;
  private final List<String> tokens;
  private final Row given;
  private final Map<String, Value> row;
  private int at;

  private ExpressionReader(Expression expression, Row row) {
    this.text = expression.text();
    this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    this.given = expression.values();
    this.row = new HashMap<>(row.values());
  }

  /** Whether a row meets a condition, as all do where there is none. */
  static boolean holds(Expression condition, Row row) {
    var reader = new ExpressionReader(condition, row);
    boolean holds = reader.tokens.isEmpty() || reader.any();
    if (reader.at < reader.tokens.size()) {
      throw reader.unknown();
    }
    return holds;
  }

  /** A row as a change leaves it. */
  static Row changed(Expression change, Row row) {
    var reader = new ExpressionReader(change, row);
    while (reader.at < reader.tokens.size()) {
      reader.clause(reader.next());
    }
    return new Row(reader.row);
  }

  private boolean any() {
    boolean holds = all();
    while (accepts("OR")) {
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = one();
    while (accepts("AND")) {
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (accepts("(")) {
      boolean holds = any();
      expect(")");
      return holds;
    }
    if (accepts("attribute_exists")) {
      return argument().isPresent();
    }
    if (accepts("attribute_not_exists")) {
      return argument().isEmpty();
    }
    Optional<Value> left = operand();
    String operator = next();
    Optional<Value> right = operand();
    return left.isPresent() && right.isPresent() && compare(left.get(), operator, right.get());
  }

  private boolean compare(Value left, String operator, Value right) {
    if (left.isNumber() != right.isNumber()) {
      return false;
    }
    int order =
        left.isNumber()
            ? number(left).compareTo(number(right))
            : left.text().compareTo(right.text());
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw unknown();
    };
  }

  private void clause(String verb) {
    do {
      String name = name(next());
      switch (verb) {
        case "SET" -> {
          expect("=");
          row.put(name, sum());
        }
        case "ADD" ->
            row.put(
                name,
                plus(
                    Optional.ofNullable(row.get(name)).orElse(new Value(Value.NUMBER, "0")),
                    operand().orElseThrow(this::unknown)));
        case "REMOVE" -> row.remove(name);
        default -> throw unknown();
      }
    } while (accepts(","));
  }

  private Value sum() {
    Value value = operand().orElseThrow(this::unknown);
    return accepts("+") ? plus(value, operand().orElseThrow(this::unknown)) : value;
  }

  private Optional<Value> operand() {
    if (accepts("if_not_exists")) {
      expect("(");
      Optional<Value> present = operand();
      expect(",");
      Optional<Value> otherwise = operand();
      expect(")");
      return present.or(() -> otherwise);
    }
    String token = next();
    return Optional.ofNullable(
        token.startsWith(":") ? given.values().get(token) : row.get(name(token)));
  }

  private Optional<Value> argument() {
    expect("(");
    Optional<Value> value = operand();
    expect(")");
    return value;
  }

  private static String name(String token) {
    return token.replace("#", "");
  }

  private static Value plus(Value a, Value b) {
    return new Value(Value.NUMBER, number(a).add(number(b)).toPlainString());
  }

  private static BigDecimal number(Value value) {
    return new BigDecimal(value.text());
  }

  private boolean accepts(String token) {
    boolean accepted = at < tokens.size() && tokens.get(at).equals(token);
    at += accepted ? 1 : 0;
    return accepted;
  }

  private void expect(String token) {
    if (!accepts(token)) {
      throw unknown();
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw unknown();
    }
    return tokens.get(at++);
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException("expression: " + text + ", at " + at);
  }
}
