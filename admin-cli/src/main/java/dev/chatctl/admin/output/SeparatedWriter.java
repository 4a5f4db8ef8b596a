package dev.chatctl.admin.output;

import dev.chatctl.admin.cli.Output;
import dev.chatctl.admin.cli.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** CSV and TSV. */
final class SeparatedWriter<T> implements RowWriter<T> {
  /** RFC 4180, but with line feeds, as every tool on Unix writes and reads it. */
  static final Dialect CSV = new Dialect(",", SeparatedWriter::quoted);

  static final Dialect TSV = new Dialect("\t", PrintableText::oneLine);

  private final Output out;
  private final List<Column<T>> columns;
  private final Dialect dialect;
  private boolean headingDue;

  /** What is between the fields, and what protects them. */
  record Dialect(String separator, UnaryOperator<String> protection) {}

  SeparatedWriter(Output out, List<Column<T>> columns, Dialect dialect, boolean heading) {
    this.out = out;
    this.columns = columns;
    this.dialect = dialect;
    this.headingDue = heading;
  }

  @Override
  public void row(T row) {
    heading();
    out.line(
        columns.stream()
            .map(column -> Values.text(column.value().apply(row)))
            .map(dialect.protection())
            .collect(Collectors.joining(dialect.separator())));
  }

  @Override
  public void end(Map<String, Object> totals) {
    heading();
  }

  private void heading() {
    if (headingDue) {
      out.line(columns.stream().map(Column::key).collect(Collectors.joining(dialect.separator())));
      headingDue = false;
    }
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
