package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.census.ConnectionRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A condition on one field: KEY=VALUE, or KEY~REGEX that matches a part of it. */
final class FieldMatch implements Predicate<ConnectionRow> {
  private static final Map<String, Function<ConnectionRow, String>> FIELDS = fields();

  private final Function<ConnectionRow, String> field;
  private final Predicate<String> condition;

  private FieldMatch(Function<ConnectionRow, String> field, Predicate<String> condition) {
    this.field = field;
    this.condition = condition;
  }

  /**
   * Reads a condition.
   *
   * @param option the option it came with, for the message
   */
  static FieldMatch parse(String option, String text) {
    int end = indexOfOperator(text);
    String key = end < 0 ? text : text.substring(0, end);
    Function<ConnectionRow, String> field = FIELDS.get(key);
    if (end < 0 || field == null) {
      throw CliException.usage(
          option + ": " + text + " (expected: KEY=VALUE or KEY~REGEX)",
          "the keys are " + String.join(", ", FIELDS.keySet()));
    }
    String value = text.substring(end + 1);
    return new FieldMatch(field, text.charAt(end) == '=' ? value::equals : regex(option, value));
  }

  @Override
  public boolean test(ConnectionRow row) {
    return condition.test(field.apply(row));
  }

  private static int indexOfOperator(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '=' || text.charAt(i) == '~') {
        return i;
      }
    }
    return -1;
  }

  private static Predicate<String> regex(String option, String text) {
    try {
      return Pattern.compile(text).asPredicate();
    } catch (PatternSyntaxException e) {
      throw CliException.usage(
          "%s: %s is no regular expression: %s".formatted(option, text, e.getDescription()),
          "quote it, so that the shell leaves it alone");
    }
  }

  private static Map<String, Function<ConnectionRow, String>> fields() {
    var fields = new LinkedHashMap<String, Function<ConnectionRow, String>>();
    fields.put("connection_id", ConnectionRow::connectionId);
    fields.put("room", ConnectionRow::room);
    fields.put("name", ConnectionRow::name);
    fields.put("user", row -> row.user().orElse(""));
    fields.put("source_ip", ConnectionRow::sourceIp);
    fields.put("dialect", ConnectionRow::dialect);
    return fields;
  }
}
