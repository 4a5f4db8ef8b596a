package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as a chart takes them: an array for each of their numbers, null where a row has none. */
record Columns<T>(List<T> rows, ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Columns(List<T> rows) {
    this(rows, JSON.createObjectNode());
  }

  Columns<T> with(String name, Function<T, @Nullable Number> number) {
    json.set(name, JSON.valueToTree(rows.stream().map(number).toList()));
    return this;
  }
}
