package dev.chatctl.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a kind look.
 *
 * @param noun names the kind in schemas: chatctl/NOUN/v1 for a row, chatctl/NOUNs/v1 for many
 * @param name what {@code -o name} prints of a row
 * @param emphasis rows a person should notice
 */
public record View<T>(
    String noun,
    List<Column<T>> columns,
    Function<T, String> name,
    Function<T, Emphasis> emphasis) {

  /** How much a row matters to a person. */
  public enum Emphasis {
    NONE,
    NOTABLE,
    FAILURE
  }

  public View {
    columns = List.copyOf(columns);
  }

  public static <T> View<T> of(String noun, Function<T, String> name, List<Column<T>> columns) {
    return new View<>(noun, columns, name, row -> Emphasis.NONE);
  }

  public View<T> emphasizing(Function<T, Emphasis> choice) {
    return new View<>(noun, columns, name, choice);
  }

  /** The name of the list of rows in a document, which a JMESPath needs no quotes for. */
  String listKey() {
    return plural().replace('-', '_');
  }

  private String plural() {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  String schema() {
    return "chatctl/" + noun + "/v1";
  }

  String pluralSchema() {
    return "chatctl/" + plural() + "/v1";
  }

  Optional<Column<T>> column(String key) {
    return columns.stream().filter(column -> column.key().equals(key)).findFirst();
  }

  /** The row as a document of plain values: every column, in order. */
  public Map<String, @Nullable Object> document(T row) {
    return document(row, columns);
  }

  Map<String, @Nullable Object> document(T row, List<Column<T>> chosen) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    for (Column<T> column : chosen) {
      document.put(column.key(), Values.plain(column.value().apply(row)));
    }
    return document;
  }

  List<String> keys() {
    var keys = new ArrayList<String>();
    columns.forEach(column -> keys.add(column.key()));
    return keys;
  }
}
