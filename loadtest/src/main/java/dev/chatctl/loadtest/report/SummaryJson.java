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
  public static void write(ObjectNode summary, Path file) throws IOException {
    JSON.writeValue(file.toFile(), summary);
  }

  /** The document. */
  public static ObjectNode toJson(Summary s) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", 1);
    json.put("run_id", s.facts().runId());
    json.put("started_at", s.facts().startedAt());
    json.put("scenario", s.facts().scenario());
    json.put("shards", s.facts().shards());
    json.put("clients", s.facts().clients());
    json.put("messages", s.messages());
    json.put("messages_unsent", s.unsent());
    json.put("messages_planned", s.facts().planned());
    json.put("rate", s.facts().rate());
    json.put("expected", s.expected());
    json.put("received", s.received());
    json.put("lost", s.lost());
    json.put("late", s.late());
    json.put("excused", s.excused());
    json.put("duplicates", s.duplicates());
    json.put("reordered", s.facts().reordered());
    json.put("delivery_ratio", s.deliveryRatio());
    json.put("deliveries_per_second", round(s.deliveriesPerSecond()));
    json.put("offered_per_second", round(s.offeredPerSecond()));
    json.set("delivery_ms", quantiles(s.delivery()));
    json.set("time_to_first_ms", quantiles(s.timeToFirst()));
    json.set("time_to_last_ms", quantiles(s.timeToLast()));
    json.set("send_lag_ms", quantiles(s.sendLag()));
    json.set("connect_ms", quantiles(s.connect()));
    s.coldConnects()
        .ifPresent(
            cold ->
                json.putObject("connect_cold")
                    .put("seconds", cold.seconds())
                    .put("cold_p50_ms", cold.coldMillis())
                    .put("warm_p50_ms", cold.warmMillis())
                    .put("statement", cold.text()));
    if (s.outage().count() > 0) {
      json.set("outage_ms", quantiles(s.outage()));
    }
    if (s.history().count() > 0 || s.facts().unanswered() > 0) {
      json.set("history_ms", quantiles(s.history()));
      json.put("history_answered", s.history().count());
      json.put("history_unanswered", s.facts().unanswered());
    }
    if (s.facts().shards() > 1) {
      json.put("clock_offset_ms", s.facts().clockOffsetMillis());
      json.put("clock_error_ms", s.facts().clockErrorMillis());
    }
    json.put("strangers", s.facts().strangers());
    ObjectNode connections = json.putObject("connections");
    connections.put("opened", s.facts().connections().opened());
    connections.put("reopened", s.facts().connections().reopened());
    connections.put("failed", s.facts().connections().failed());
    connections.put("open_at_end", s.facts().connections().open());
    connections.set("failures", JSON.valueToTree(s.facts().connections().failures()));
    connections.set("closes", JSON.valueToTree(s.facts().connections().closes()));
    json.put("publisher_refusals", s.facts().refusals());
    json.put("warm_ups", s.facts().warmUps());
    json.put("cpu_us_per_delivery", round(s.cpuMicrosPerDelivery()));
    json.put("resident_kb_per_connection", round(s.residentKilobytes()));
    json.put("complete", s.complete());
    if (s.facts().stopped() != null) {
      json.put("stopped", s.facts().stopped());
    }
    json.put("flawless", s.flawless());
    json.set("flaws", JSON.valueToTree(s.flaws()));
    json.put("valid", s.valid());
    json.set("invalid_reasons", JSON.valueToTree(s.invalidReasons()));
    json.set("environment", JSON.valueToTree(s.facts().environment()));
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
