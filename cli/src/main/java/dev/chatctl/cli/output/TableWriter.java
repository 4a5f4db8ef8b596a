package dev.chatctl.cli.output;

import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table for people. The first rows decide how wide each column is; from then on rows are printed
 * as they come, so that a table may be longer than memory.
 */
final class TableWriter<T> implements RowWriter<T> {
  private static final int MEASURED_ROWS = 500;
  private static final String GAP = "  ";

  private final Invocation invocation;
  private final View<T> view;
  private final List<Column<T>> columns;
  private final Style style;
  private final boolean terminal;
  private final @Nullable Instant now;
  private final List<Line> pending = new ArrayList<>();
  private int @Nullable [] widths;

  private record Line(List<String> cells, View.Emphasis emphasis) {}

  TableWriter(Invocation invocation, View<T> view, List<Column<T>> columns) {
    this.invocation = invocation;
    this.view = view;
    this.columns = columns;
    this.style = invocation.style();
    this.terminal = invocation.terminals().out();
    this.now = terminal ? invocation.now() : null;
  }

  @Override
  public void row(T row) {
    List<String> cells = new ArrayList<>(columns.size());
    for (Column<T> column : columns) {
      cells.add(PrintableText.oneLine(Values.human(column.value().apply(row), now)));
    }
    var line = new Line(cells, view.emphasis().apply(row));
    if (widths != null) {
      print(line, widths);
      return;
    }
    pending.add(line);
    if (pending.size() == MEASURED_ROWS) {
      printPending();
    }
  }

  @Override
  public void end(Map<String, Object> totals) {
    if (widths == null) {
      printPending();
    }
  }

  private void printPending() {
    int[] measured = new int[columns.size()];
    boolean headings = invocation.options().headers();
    for (int i = 0; i < measured.length; i++) {
      measured[i] = headings ? columns.get(i).heading().length() : 0;
      for (Line line : pending) {
        measured[i] = Math.max(measured[i], width(line.cells().get(i)));
      }
    }
    widths = measured;
    if (headings && !(terminal && pending.isEmpty())) {
      List<String> heading = columns.stream().map(Column::heading).toList();
      invocation.out().line(style.dim(joined(heading, measured)));
    }
    pending.forEach(line -> print(line, measured));
    pending.clear();
  }

  private void print(Line line, int[] widths) {
    String text = joined(line.cells(), widths);
    invocation
        .out()
        .line(
            switch (line.emphasis()) {
              case NONE -> text;
              case NOTABLE -> style.notable(text);
              case FAILURE -> style.failure(text);
            });
  }

  private String joined(List<String> cells, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      text.append(cell);
      if (i < cells.size() - 1) {
        text.repeat(' ', Math.max(0, widths[i] - width(cell))).append(GAP);
      }
    }
    int last = text.length();
    while (last > 0 && text.charAt(last - 1) == ' ') {
      last--;
    }
    text.setLength(last);
    return terminal ? cut(text.toString()) : text.toString();
  }

  private String cut(String text) {
    int room = invocation.terminals().columns();
    if (width(text) <= room || room < 4) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, room - 3)) + "...";
  }

  // One column a character is right for most scripts; a wide one only shifts its own row.
  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
