package dev.chatctl.cli.output;

import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CSV and TSV. */
final class SeparatedWriter<T> implements RowWriter<T> {
  /** RFC 4180, but with line feeds, as every tool on Unix writes and reads it. */
  static final Dialect CSV = new Dialect(",", SeparatedWriter::quoted);

  static final Dialect TSV = new Dialect("\t", PrintableText::oneLine);

  private final Invocation invocation;
  private final List<Column<T>> columns;
  private final Dialect dialect;
  private boolean headingDue;

  /** What is between the fields, and what protects them. */
  record Dialect(String separator, UnaryOperator<String> protection) {}

  SeparatedWriter(Invocation invocation, List<Column<T>> columns, Dialect dialect) {
    this.invocation = invocation;
    this.columns = columns;
    this.dialect = dialect;
    this.headingDue = invocation.options().headers();
  }

  @Override
  public void row(T row) {
    heading();
    print(columns.stream().map(column -> Values.text(column.value().apply(row))));
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
    invocation
        .out()
        .line(
            fields
                .map(invocation::printable)
                .map(dialect.protection())
                .collect(Collectors.joining(dialect.separator())));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
