package dev.chatctl.cli.output;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.Format;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Output;
import dev.chatctl.cli.Query;
import java.util.List;
import java.util.Optional;

/** Chooses the writer that the global options ask for. */
public final class Rows {
  private Rows() {}

  /** A writer of any number of rows to standard output. */
  public static <T> RowWriter<T> writer(Invocation invocation, View<T> view) {
    Format format = format(invocation.options());
    List<Column<T>> columns = columns(invocation.options(), view, format);
    Optional<Query> query = invocation.options().query();
    return switch (format) {
      case TABLE, WIDE -> new TableWriter<>(invocation, view, columns);
      case JSON ->
          query.isPresent()
              ? new DocumentWriter<>(invocation.out(), view, columns, query, Documents.JSON)
              : new JsonWriter<>(invocation.out(), view, columns);
      case YAML -> new DocumentWriter<>(invocation.out(), view, columns, query, Documents.YAML);
      case NDJSON -> new NdjsonWriter<>(invocation.out(), view, columns, query);
      case CSV, TSV -> new SeparatedWriter<>(invocation, columns, format == Format.CSV);
      case NAME -> new NameWriter<>(invocation.out(), view);
    };
  }

  /** A writer of one JSON object a line, whatever the options ask for. */
  public static <T> RowWriter<T> lines(Output out, View<T> view) {
    return new NdjsonWriter<>(out, view, view.columns(), Optional.empty());
  }

  /** Prints the one thing a command is about: a list of its fields, or one document. */
  public static <T> void one(Invocation invocation, View<T> view, T row) {
    Format format = format(invocation.options());
    List<Column<T>> columns = columns(invocation.options(), view, Format.WIDE);
    switch (format) {
      case TABLE, WIDE -> FieldList.print(invocation, columns, row);
      case JSON, YAML -> {
        Object document = Documents.withSchema(view.schema(), view.document(row, columns));
        Object selected =
            invocation.options().query().map(q -> q.search(document)).orElse(document);
        (format == Format.JSON ? Documents.JSON : Documents.YAML).print(selected, invocation.out());
      }
      default -> {
        RowWriter<T> writer = writer(invocation, view);
        writer.row(row);
        writer.end();
      }
    }
  }

  /** The format asked for; a query without a format selects from the JSON document. */
  public static Format format(CommonOptions options) {
    Format format =
        options.format().orElse(options.query().isPresent() ? Format.JSON : Format.TABLE);
    boolean queryable = format == Format.JSON || format == Format.NDJSON || format == Format.YAML;
    if (options.query().isPresent() && !queryable) {
      throw CliException.usage(
          "--query needs a document to select from (expected: -o json, ndjson or yaml)",
          "leave -o out, or chatctl help output");
    }
    return format;
  }

  private static <T> List<Column<T>> columns(CommonOptions options, View<T> view, Format format) {
    if (options.columns().isEmpty()) {
      return view.columns().stream()
          .filter(column -> format != Format.TABLE || !column.wide())
          .toList();
    }
    return options.columns().stream()
        .map(
            key ->
                view.column(key.strip())
                    .orElseThrow(
                        () ->
                            CliException.usage(
                                "--columns: there is no " + key,
                                "the columns are " + String.join(", ", view.keys()))))
        .toList();
  }
}
