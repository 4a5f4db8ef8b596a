package dev.chatctl.core.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.metrics.Dimensions;
import dev.chatctl.core.metrics.Metric;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes metrics in CloudWatch's embedded metric format: a log line that CloudWatch takes the
 * metrics out of, so that emitting one costs no request.
 */
public final class MetricsLog {
  private final JsonLog log;

  public MetricsLog(JsonLog log) {
    this.log = log;
  }

  /**
   * Writes one document.
   *
   * @param samples AWS: at most 100 values a metric
   * @param properties what Logs Insights can search by, such as the room
   */
  public void write(Samples samples, Json.Writer properties) {
    log.raw(
        json -> {
          json.writeObjectFieldStart("_aws");
          json.writeNumberField("Timestamp", log.clock().instant().toEpochMilli());
          json.writeArrayFieldStart("CloudWatchMetrics");
          json.writeStartObject();
          json.writeStringField("Namespace", Metric.NAMESPACE);
          json.writeArrayFieldStart("Dimensions");
          json.writeStartArray();
          for (String dimension : Dimensions.NAMES) {
            json.writeString(dimension);
          }
          json.writeEndArray();
          json.writeEndArray();
          json.writeArrayFieldStart("Metrics");
          for (Metric metric : samples.values.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", metric.cloudWatchName());
            json.writeStringField("Unit", metric.unit().cloudWatchName());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
          log.dimensions().write(json);
          for (Map.Entry<Metric, List<Double>> sample : samples.values.entrySet()) {
            json.writeFieldName(sample.getKey().cloudWatchName());
            write(json, sample.getValue());
          }
          properties.write(json);
        });
  }

  // One value is no array: Logs Insights compares numbers only.
  private static void write(JsonGenerator json, List<Double> values) throws IOException {
    if (values.size() == 1) {
      json.writeNumber(values.getFirst());
      return;
    }
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /** Values by metric; a metric without values is left out. */
  public static final class Samples {
    private final Map<Metric, List<Double>> values = new EnumMap<>(Metric.class);

    public Samples add(Metric metric, double value) {
      return add(metric, List.of(value));
    }

    public Samples add(Metric metric, List<Double> all) {
      if (!all.isEmpty()) {
        values.put(metric, List.copyOf(all));
      }
      return this;
    }
  }
}
