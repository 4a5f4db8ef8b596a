package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a metric widget, whose notation is terse: {@code [".", "Errors", ".", "."]}.
 */
final class Rows {
  /** A line or a figure of a widget. */
  sealed interface Row {
    Optional<String> id();
  }

  /** A metric. */
  record MetricRow(
      String namespace,
      String name,
      Map<String, String> dimensions,
      Optional<String> stat,
      Optional<String> id)
      implements Row {}

  /** An expression over other rows. */
  record ExpressionRow(String expression, Optional<String> id) implements Row {}

  private Rows() {}

  /**
   * The rows of a widget's {@code metrics}.
   *
   * @throws IllegalArgumentException saying which row makes no sense
   */
  static List<Row> read(JsonNode metrics) {
    var rows = new ArrayList<Row>();
    List<String> previous = List.of();
    for (JsonNode json : metrics) {
      JsonNode options = json.path(json.size() - 1);
      Optional<String> id = text(options, "id");
      if (options.has("expression")) {
        rows.add(new ExpressionRow(options.path("expression").asText(), id));
        continue;
      }
      List<String> texts = expand(json, previous);
      if (texts.size() < 2 || texts.size() % 2 != 0) {
        throw new IllegalArgumentException(
            json + " (expected: namespace, metric and pairs of a dimension's name and value)");
      }
      var dimensions = new LinkedHashMap<String, String>();
      for (int i = 2; i < texts.size(); i += 2) {
        dimensions.put(texts.get(i), texts.get(i + 1));
      }
      rows.add(new MetricRow(texts.get(0), texts.get(1), dimensions, text(options, "stat"), id));
      previous = texts;
    }
    return rows;
  }

  // AWS: "." stands for the same place of the row above, "..." for all places but the last.
  private static List<String> expand(JsonNode row, List<String> previous) {
    var texts = new ArrayList<String>();
    for (JsonNode cell : row) {
      if (!cell.isTextual()) {
        continue;
      }
      if (cell.asText().equals("...")) {
        int end = previous.size() - (int) stringsAfter(row, texts.size());
        texts.addAll(previous.subList(Math.min(texts.size(), Math.max(end, 0)), Math.max(end, 0)));
      } else if (cell.asText().equals(".") && texts.size() < previous.size()) {
        texts.add(previous.get(texts.size()));
      } else {
        texts.add(cell.asText());
      }
    }
    return texts;
  }

  private static long stringsAfter(JsonNode row, int index) {
    long count = 0;
    for (int i = index + 1; i < row.size(); i++) {
      if (row.get(i).isTextual()) {
        count++;
      }
    }
    return count;
  }

  private static Optional<String> text(JsonNode options, String name) {
    return options.has(name) ? Optional.of(options.path(name).asText()) : Optional.empty();
  }
}
