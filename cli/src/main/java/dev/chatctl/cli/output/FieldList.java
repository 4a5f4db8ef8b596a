package dev.chatctl.cli.output;

import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Style;
import java.time.Instant;
import java.util.List;

/** The fields of one row below each other, for people. */
final class FieldList {
  private FieldList() {}

  static <T> void print(Invocation invocation, List<Column<T>> columns, T row) {
    Style style = invocation.style();
    int width = columns.stream().mapToInt(column -> column.key().length()).max().orElse(0);
    for (Column<T> column : columns) {
      Object value = column.value().apply(row);
      String text = Values.human(value, null);
      if (value instanceof Instant && invocation.terminals().out()) {
        text += style.dim(" (" + Values.human(value, invocation.now()) + ")");
        invocation.out().line(label(style, column.key(), width) + text);
      } else {
        invocation.out().line(label(style, column.key(), width) + PrintableText.oneLine(text));
      }
    }
  }

  private static String label(Style style, String key, int width) {
    return style.dim(key) + " ".repeat(width - key.length() + 2);
  }
}
