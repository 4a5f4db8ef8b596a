package dev.chatctl.cli.output;

import dev.chatctl.cli.Output;
import java.util.List;
import java.util.Map;

/** One JSON document, written row by row, so that a long list needs no memory. */
final class JsonWriter<T> implements RowWriter<T> {
  private final Output out;
  private final View<T> view;
  private final List<Column<T>> columns;
  private boolean empty = true;

  JsonWriter(Output out, View<T> view, List<Column<T>> columns) {
    this.out = out;
    this.view = view;
    this.columns = columns;
  }

  @Override
  public void row(T row) {
    out.print((empty ? head() + "[" : ",") + "\n    ");
    empty = false;
    out.print(JsonText.compact(view.document(row, columns)));
  }

  @Override
  public void end(Map<String, Object> totals) {
    var tail = new StringBuilder(empty ? head() + "[]" : "\n  ]");
    totals.forEach(
        (key, value) ->
            tail.append(",\n  ")
                .append(JsonText.compact(key))
                .append(": ")
                .append(JsonText.compact(value)));
    out.line(tail.append("\n}").toString());
  }

  private String head() {
    return "{\n  \"schema\": %s,\n  %s: "
        .formatted(JsonText.compact(view.pluralSchema()), JsonText.compact(view.listKey()));
  }
}
