package dev.chatctl.dashboard;

import dev.chatctl.dashboard.MetricRows.ExpressionRow;
import dev.chatctl.dashboard.MetricRows.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks metric math: ids, what expressions refer to, and the functions they call. */
final class Expressions {
  /** AWS: metric math functions, as far as the preview draws them too. */
  private static final List<String> FUNCTIONS =
      List.of(
          "ABS AVG CEIL DIFF FILL FLOOR IF MAX METRICS MIN PERIOD RATE RUNNING_SUM SUM".split(" "));

  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]*");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Expressions() {}

  static List<String> problems(List<Row> rows) {
    var problems = new ArrayList<String>();
    var ids = new HashSet<String>();
    for (Row row : rows) {
      row.id()
          .ifPresent(
              id -> {
                if (!ID.matcher(id).matches()) {
                  problems.add("id: " + id + " (expected: letters, digits and _, the first small)");
                }
                if (!ids.add(id)) {
                  problems.add("id: " + id + " (expected: once in a widget)");
                }
              });
    }
    for (Row row : rows) {
      if (row instanceof ExpressionRow expression) {
        problems.addAll(problems(expression, ids));
      }
    }
    return problems;
  }

  private static List<String> problems(ExpressionRow row, Set<String> ids) {
    var problems = new ArrayList<String>();
    Matcher text = TEXT.matcher(row.expression());
    while (text.find()) {
      String part = text.group(1);
      if (ids.stream().noneMatch(id -> id.contains(part))) {
        problems.add("\"%s\" in %s: no row's id holds it".formatted(part, row.expression()));
      }
    }
    Matcher word = WORD.matcher(TEXT.matcher(row.expression()).replaceAll(""));
    while (word.find()) {
      String name = word.group();
      boolean isFunction = Character.isUpperCase(name.charAt(0));
      if (isFunction && !FUNCTIONS.contains(name)) {
        problems.add(
            "%s in %s (expected: one of %s)"
                .formatted(name, row.expression(), String.join(", ", FUNCTIONS)));
      }
      if (!isFunction && (!ids.contains(name) || row.id().equals(Optional.of(name)))) {
        problems.add(
            "%s in %s (expected: the id of another row)".formatted(name, row.expression()));
      }
    }
    return problems;
  }
}
