package dev.chatctl.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** {@code summary.json}: the summary for tools. Times in milliseconds, ratios from 0 to 1. */
public final class SummaryJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SummaryJson() {}

  /** Writes the file. */
  public static void write(Summary summary, Path file) throws IOException {
    JSON.writeValue(file.toFile(), toJson(summary));
  }

  static ObjectNode toJson(Summary s) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", 1);
    json.put("run_id", s.runId());
    json.put("started_at", s.startedAt().toString());
    json.put("clients", s.clients());
    json.put("messages", s.messages());
    json.put("messages_planned", s.planned());
    json.put("rate", s.rate());
    json.put("expected", s.expected());
    json.put("received", s.received());
    json.put("lost", s.lost());
    json.put("late", s.late());
    json.put("excused", s.excused());
    json.put("duplicates", s.duplicates());
    json.put("reordered", s.reordered());
    json.put("delivery_ratio", s.deliveryRatio());
    json.put("deliveries_per_second", round(s.deliveriesPerSecond()));
    json.put("offered_per_second", round(s.offeredPerSecond()));
    json.set("delivery_ms", quantiles(s.delivery()));
    json.set("time_to_first_ms", quantiles(s.timeToFirst()));
    json.set("time_to_last_ms", quantiles(s.timeToLast()));
    json.set("send_lag_ms", quantiles(s.sendLag()));
    json.set("connect_ms", quantiles(s.connect()));
    ObjectNode connections = json.putObject("connections");
    connections.put("opened", s.connections().opened());
    connections.put("failed", s.connections().failed());
    connections.put("open_at_end", s.connections().open());
    connections.set("failures", JSON.valueToTree(s.connections().failures()));
    connections.set("closes", JSON.valueToTree(s.connections().closes()));
    json.put("publisher_refusals", s.refusals());
    json.put("warm_ups", s.warmUps());
    json.put("cpu_us_per_delivery", round(s.cpuMicrosPerDelivery()));
    json.put("complete", s.complete());
    s.stopped().ifPresent(reason -> json.put("stopped", reason));
    json.put("valid", s.valid());
    json.set("invalid_reasons", JSON.valueToTree(s.invalidReasons()));
    json.set("environment", JSON.valueToTree(s.environment()));
    return json;
  }

  private static ObjectNode quantiles(Quantiles q) {
    return JSON.createObjectNode()
        .put("p50", q.p50())
        .put("p90", q.p90())
        .put("p99", q.p99())
        .put("max", q.max());
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
