package dev.chatctl.cli.output;

import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CSV and TSV. CSV is that of RFC 4180, but with line feeds, as every tool on Unix writes and reads
 * it.
 */
final class SeparatedWriter<T> implements RowWriter<T> {
  private final Invocation invocation;
  private final List<Column<T>> columns;
  private final boolean isCsv;
  private boolean headingDue;

  SeparatedWriter(Invocation invocation, List<Column<T>> columns, boolean isCsv) {
    this.invocation = invocation;
    this.columns = columns;
    this.isCsv = isCsv;
    this.headingDue = invocation.options().headers();
  }

  @Override
  public void row(T row) {
    heading();
    print(columns.stream().map(column -> field(column.value().apply(row))));
  }

  @Override
  public void end(Map<String, Object> totals) {
    heading();
  }

  private void heading() {
    if (headingDue) {
      print(columns.stream().map(Column::key));
      headingDue = false;
    }
  }

  private void print(Stream<String> fields) {
    invocation.out().line(fields.collect(Collectors.joining(isCsv ? "," : "\t")));
  }

  private String field(@Nullable Object value) {
    String text = Values.text(value);
    return isCsv
        ? PrintableText.csv(
            invocation.printable(text),
            !invocation.options().formulas() && !(value instanceof Number))
        : PrintableText.oneLine(text);
  }
}
