package dev.chatctl.cli.output;

import dev.chatctl.cli.Output;
import dev.chatctl.cli.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the rows into one document, then prints it or what a query selects of it. */
final class DocumentWriter<T> implements RowWriter<T> {
  private final Output out;
  private final View<T> view;
  private final List<Column<T>> columns;
  private final Optional<Query> query;
  private final Documents documents;
  private final List<Object> rows = new ArrayList<>();

  DocumentWriter(
      Output out,
      View<T> view,
      List<Column<T>> columns,
      Optional<Query> query,
      Documents documents) {
    this.out = out;
    this.view = view;
    this.columns = columns;
    this.query = query;
    this.documents = documents;
  }

  @Override
  public void row(T row) {
    rows.add(view.document(row, columns));
  }

  @Override
  public void end(Map<String, Object> totals) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("schema", view.pluralSchema());
    document.put(view.listKey(), rows);
    document.putAll(totals);
    documents.print(query.isPresent() ? query.get().search(document) : document, out);
  }
}
