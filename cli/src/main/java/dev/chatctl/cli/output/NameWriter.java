package dev.chatctl.cli.output;

import dev.chatctl.cli.Output;
import dev.chatctl.cli.PrintableText;
import java.util.Map;

/** Names only, one a line. */
final class NameWriter<T> implements RowWriter<T> {
  private final Output out;
  private final View<T> view;

  NameWriter(Output out, View<T> view) {
    this.out = out;
    this.view = view;
  }

  @Override
  public void row(T row) {
    out.line(PrintableText.oneLine(view.name().apply(row)));
  }

  @Override
  public void end(Map<String, Object> totals) {}
}
