package dev.chatctl.cli.output;

import dev.chatctl.cli.Output;
import dev.chatctl.cli.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object a line, each flushed, so that the next program can follow. */
final class NdjsonWriter<T> implements RowWriter<T> {
  private final Output out;
  private final View<T> view;
  private final List<Column<T>> columns;
  private final Optional<Query> query;

  NdjsonWriter(Output out, View<T> view, List<Column<T>> columns, Optional<Query> query) {
    this.out = out;
    this.view = view;
    this.columns = columns;
    this.query = query;
  }

  @Override
  public void row(T row) {
    Object document = Documents.withSchema(view.schema(), view.document(row, columns));
    out.line(JsonText.compact(query.isPresent() ? query.get().search(document) : document));
    out.flush();
  }

  @Override
  public void end(Map<String, Object> totals) {
    out.flush();
  }
}
