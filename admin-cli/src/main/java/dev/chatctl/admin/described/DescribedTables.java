package dev.chatctl.admin.described;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.table.Row;
import dev.chatctl.description.Description;
import dev.chatctl.description.TableLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a description says of its tables, and what it lacks.
 *
 * @param names of tables, by what is in them, where others are meant than the description names
 */
public record DescribedTables(Description chat, Map<String, String> names) {
  public DescribedTables {
    names = Map.copyOf(names);
  }

  /** Whether there is a layout of such a table. */
  boolean has(String kind) {
    return chat.tables().containsKey(kind);
  }

  /**
   * The layout of a table.
   *
   * @throws CliException if the description has none, with the line to add
   */
  public TableLayout layout(String kind) {
    return Optional.ofNullable(chat.tables().get(kind))
        .orElseThrow(
            () ->
                CliException.usage(
                    "%s: no \"%s\" in its \"tables\", which is needed here"
                        .formatted(chat.name(), kind),
                    "add a line \"%s\": {\"table\": \"...\", \"id\": \"...\"}; docs/chats.md"
                        .formatted(kind)));
  }

  /**
   * A row as it is laid out.
   *
   * @throws CliException if it has not the key that the description says, and so no row has
   */
  public DescribedRow row(String kind, Row row) {
    TableLayout layout = layout(kind);
    List<String> missing = layout.key().stream().filter(name -> !row.has(name)).toList();
    if (!missing.isEmpty()) {
      throw CliException.usage(
          "%s: the key of %s is not %s: its rows have %s"
              .formatted(
                  chat.name(),
                  table(kind),
                  String.join(", ", layout.key()),
                  row.values().keySet().stream().sorted().collect(Collectors.joining(", "))),
          "\"key\" and \"id\" of \"%s\" in its \"tables\" say which attributes these are"
              .formatted(kind));
    }
    return new DescribedRow(layout, row);
  }

  /**
   * Asks for an attribute.
   *
   * @throws CliException if the description has none, with the line to add
   */
  public void require(String kind, String what) {
    if (layout(kind).attribute(what).isEmpty()) {
      throw CliException.usage(
          "%s: no \"%s\" in \"%s\" of its \"tables\", which is needed here"
              .formatted(chat.name(), what, kind),
          "add a line \"%s\": \"ATTRIBUTE\"; docs/chats.md".formatted(what));
    }
  }

  /**
   * A table's name.
   *
   * @throws CliException if nobody says it
   */
  public String table(String kind) {
    TableLayout layout = layout(kind);
    return Optional.ofNullable(names.get(kind))
        .or(layout::table)
        .orElseThrow(
            () ->
                CliException.usage(
                    "%s: the name of its table of %s is not known".formatted(chat.name(), kind),
                    kind.equals("connections")
                        ? "--table NAME says it; chatctl context add --from-stack remembers it"
                        : "add a line \"table\": \"NAME\" to \"" + kind + "\" of its \"tables\""));
  }
}
