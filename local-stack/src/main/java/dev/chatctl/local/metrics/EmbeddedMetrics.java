package dev.chatctl.local.metrics;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
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
    if (!line.startsWith("{") || !line.contains("\"_aws\"")) {
      return false;
    }
    JsonObject json;
    try {
      json = Json.parseObject(line);
    } catch (JsonFormatException e) {
      return false;
    }
    JsonObject meta = json.object("_aws");
    if (meta.integer("Timestamp").isEmpty()) {
      return false;
    }
    long millis = meta.integer("Timestamp").getAsLong();
    for (JsonObject directive : meta.objects("CloudWatchMetrics")) {
      read(json, directive, millis);
    }
    return true;
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
