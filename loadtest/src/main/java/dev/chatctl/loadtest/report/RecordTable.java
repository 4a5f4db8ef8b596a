package dev.chatctl.loadtest.report;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.plan.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A table in a file, a line a record. Columns are the record's components in their order, and in
 * the place of a record within it those of that one: what is written is what is read. Cells are
 * numbers and plain words, which need no quoting; a truth is 1 or 0, an absent number is empty.
 */
final class RecordTable<R extends Record> {
  private final Class<R> type;
  private final String header;

  /**
   * A table of such records.
   *
   * @param header the columns' names, separated by commas
   */
  RecordTable(Class<R> type, String header) {
    this.type = type;
    this.header = header;
  }

  /** Writes the rows below the header. */
  void write(Stream<R> rows, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header + "\n");
      for (R row : (Iterable<R>) rows::iterator) {
        List<String> cells = new ArrayList<>();
        addCells(row, cells);
        out.write(String.join(",", cells) + "\n");
      }
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException when the file has other columns
   */
  List<R> read(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(header)) {
      throw new IOException(file + ": not a table of this version (expected: " + header + ")");
    }
    if (!text.endsWith("\n")) {
      throw new IOException(
          file + ": cut off in line " + lines.size() + " (expected: whole lines)");
    }
    List<R> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(lines.get(i), file + ", line " + (i + 1)));
    }
    return rows;
  }

  private R row(String line, String where) throws IOException {
    List<String> cells = Arrays.asList(line.split(",", -1));
    int columns = header.split(",", -1).length;
    try {
      if (cells.size() == columns) {
        return row(type, cells.iterator());
      }
    } catch (IllegalArgumentException e) {
      // A cell of another kind: told like any other line that is not one of ours.
    }
    throw new IOException(
        where
            + ": "
            + PrintableText.oneLine(line, 60)
            + " (expected: "
            + columns
            + " cells: "
            + header
            + ")");
  }

  private static void addCells(Record row, List<String> cells) {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      Object value = invoke(() -> component.getAccessor().invoke(row));
      switch (value) {
        case Record nested -> addCells(nested, cells);
        case Boolean truth -> cells.add(truth ? "1" : "0");
        case Double number -> cells.add(Text.format("%.1f", number));
        case OptionalLong absent when absent.isEmpty() -> cells.add("");
        case OptionalLong number -> cells.add(String.valueOf(number.getAsLong()));
        default -> cells.add(value.toString());
      }
    }
  }

  private static <T> T row(Class<T> type, Iterator<String> cells) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = Arrays.stream(types).map(cell -> value(cell, cells)).toArray();
    return invoke(() -> type.getDeclaredConstructor(types).newInstance(values));
  }

  private static Object value(Class<?> type, Iterator<String> cells) {
    if (type.isRecord()) {
      return row(type, cells);
    }
    String cell = cells.next();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.toString().equals(cell))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(cell));
    }
    return switch (type.getSimpleName()) {
      case "int" -> Integer.valueOf(cell);
      case "long" -> Long.valueOf(cell);
      case "double" -> Double.valueOf(cell);
      case "boolean" -> cell.equals("1");
      case "OptionalLong" ->
          cell.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cell));
      default -> throw new IllegalStateException("no cell holds a " + type);
    };
  }

  private interface Reflection<T> {
    T invoke() throws ReflectiveOperationException;
  }

  private static <T> T invoke(Reflection<T> reflection) {
    try {
      return reflection.invoke();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its constructor or an accessor", e);
    }
  }
}
