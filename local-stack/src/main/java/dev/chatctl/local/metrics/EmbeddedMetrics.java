package dev.chatctl.local.metrics;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes metrics out of log lines, as CloudWatch Logs does. AWS: Embedded metric format
 * specification; a line that is none, or a malformed one, is a log line and nothing else.
 */
public final class EmbeddedMetrics {
  private final MetricStore store;

  public EmbeddedMetrics(MetricStore store) {
    this.store = store;
  }

  /** Reads a line; whether there were metrics in it. */
  public boolean read(String line) {
    return readAll(List.of(line));
  }

  /** Reads lines, or none of them if there are no metrics in one; whether it did. */
  boolean readAll(List<String> lines) {
    var documents = new ArrayList<JsonObject>(lines.size());
    for (String line : lines) {
      Optional<JsonObject> document = document(line);
      if (document.isEmpty()) {
        return false;
      }
      documents.add(document.get());
    }
    for (JsonObject document : documents) {
      JsonObject meta = document.object("_aws");
      long millis = meta.integer("Timestamp").orElseThrow();
      for (JsonObject directive : meta.objects("CloudWatchMetrics")) {
        read(document, directive, millis);
      }
    }
    return true;
  }

  private static Optional<JsonObject> document(String line) {
    if (!line.startsWith("{") || !line.contains("\"_aws\"")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parseObject(line))
          .filter(json -> json.object("_aws").integer("Timestamp").isPresent());
    } catch (JsonFormatException e) {
      return Optional.empty();
    }
  }

  private void read(JsonObject json, JsonObject directive, long millis) {
    String namespace = directive.string("Namespace").orElse("");
    for (Object dimensionSet : list(directive.value("Dimensions"))) {
      Optional<Map<String, String>> dimensions = dimensions(json, list(dimensionSet));
      if (dimensions.isEmpty()) {
        continue;
      }
      for (JsonObject metric : directive.objects("Metrics")) {
        String name = metric.string("Name").orElse("");
        for (Object value : values(json.value(name))) {
          if (value instanceof Number number) {
            store.add(namespace, name, dimensions.get(), number.doubleValue(), millis);
          }
        }
      }
    }
  }

  private static Optional<Map<String, String>> dimensions(JsonObject json, List<?> names) {
    var dimensions = new TreeMap<String, String>();
    for (Object name : names) {
      Optional<String> value = json.string(String.valueOf(name));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      dimensions.put(String.valueOf(name), value.get());
    }
    return Optional.of(dimensions);
  }

  private static List<?> values(@Nullable Object value) {
    return value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
