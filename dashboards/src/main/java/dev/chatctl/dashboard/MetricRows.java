package dev.chatctl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a metric widget. What CloudWatch has as a shorthand for the row above, {@code
 * [".", "Errors", ".", "."]}, is refused: a row is read, moved and drawn without its neighbours.
 */
final class MetricRows {
  /** A line or a figure of a widget. */
  sealed interface Row {
    Optional<String> id();
  }

  /** A metric. */
  record MetricRow(
      String namespace, String name, Map<String, String> dimensions, Optional<String> id)
      implements Row {}

  /** An expression over other rows. */
  record ExpressionRow(String expression, Optional<String> id) implements Row {}

  private MetricRows() {}

  /**
   * The rows of a widget's {@code metrics}.
   *
   * @throws IllegalArgumentException saying which row makes no sense
   */
  static List<Row> read(JsonNode metrics) {
    var rows = new ArrayList<Row>();
    for (JsonNode json : metrics) {
      JsonNode options = json.path(json.size() - 1);
      Optional<String> id = text(options, "id");
      if (options.has("expression")) {
        rows.add(new ExpressionRow(options.path("expression").asText(), id));
        continue;
      }
      List<String> texts = texts(json);
      if (texts.size() < 2 || texts.size() % 2 != 0) {
        throw new IllegalArgumentException(
            json + " (expected: namespace, metric and pairs of a dimension's name and value)");
      }
      var dimensions = new LinkedHashMap<String, String>();
      for (int i = 2; i < texts.size(); i += 2) {
        dimensions.put(texts.get(i), texts.get(i + 1));
      }
      rows.add(new MetricRow(texts.get(0), texts.get(1), dimensions, id));
    }
    return rows;
  }

  private static List<String> texts(JsonNode row) {
    var texts = new ArrayList<String>();
    for (JsonNode cell : row) {
      if (cell.asText().matches("\\.(\\.\\.)?")) {
        throw new IllegalArgumentException(
            row + " (expected: the row in full, not " + cell + " for what is above)");
      }
      if (cell.isTextual()) {
        texts.add(cell.asText());
      }
    }
    return texts;
  }

  private static Optional<String> text(JsonNode options, String name) {
    return options.has(name) ? Optional.of(options.path(name).asText()) : Optional.empty();
  }
}
