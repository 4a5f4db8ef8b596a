package dev.chatctl.loadtest.report;

import static dev.chatctl.loadtest.report.Timing.CONNECT;
import static dev.chatctl.loadtest.report.Timing.DELIVERY;
import static dev.chatctl.loadtest.report.Timing.HISTORY;
import static dev.chatctl.loadtest.report.Timing.OUTAGE;
import static dev.chatctl.loadtest.report.Timing.PAUSED;
import static dev.chatctl.loadtest.report.Timing.SEND_LAG;
import static dev.chatctl.loadtest.report.Timing.TIME_TO_FIRST;
import static dev.chatctl.loadtest.report.Timing.TIME_TO_LAST;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code summary.json}: the summary for tools. Times in milliseconds, ratios from 0 to 1. */
public final class SummaryJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String NUMBERS =
      """
      schema shards clients messages messages_unsent messages_planned rate expected received lost \
      lost_away late excused duplicates reordered delivery_ratio deliveries_per_second \
      offered_per_second connect_cold.seconds connect_cold.cold_p50_ms connect_cold.warm_p50_ms \
      history_answered history_unanswered clock_offset_ms clock_error_ms strangers \
      connections.opened connections.reopened connections.failed connections.open_at_end \
      cuts.planned cuts.unplanned lingered_s publisher_refusals warm_ups cpu_us_per_delivery \
      resident_kb_per_connection complete flawless valid\
      """;

  private SummaryJson() {}

  /** The numbers and truths that the document may have, by their paths joined with dots. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of(NUMBERS.split("\\s+", -1)));
    for (Timing timing : Timing.values()) {
      Quantiles.names().forEach(name -> names.add(timing.key() + "." + name));
      names.add(timing.key() + ".beyond");
    }
    return names;
  }

  /** Writes the file. */
  public static void write(ObjectNode summary, Path file) throws IOException {
    Files.writeString(file, PrintableText.document(JSON.writeValueAsString(summary)));
  }

  /** The document. */
  public static ObjectNode toJson(Summary s) {
    RunFacts facts = s.facts();
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", 1)
        .put("run_id", facts.identity().runId())
        .put("started_at", facts.identity().startedAt())
        .put("scenario", facts.identity().scenario())
        .put("shards", facts.identity().shards())
        .put("clients", facts.load().population().clients())
        .put("messages", s.messages().sent())
        .put("messages_unsent", s.messages().unsent())
        .put("messages_planned", facts.load().messages().planned())
        .put("rate", facts.load().messages().rate())
        .put("expected", s.deliveries().expected())
        .put("received", s.deliveries().received())
        .put("lost", s.deliveries().lost())
        .put("lost_away", s.deliveries().away())
        .put("late", s.deliveries().late())
        .put("excused", s.deliveries().excused())
        .put("duplicates", s.deliveries().duplicates())
        .put("reordered", facts.counters().reordered())
        .put("delivery_ratio", s.deliveryRatio())
        .put("deliveries_per_second", round(s.throughput().achieved()))
        .put("offered_per_second", round(s.throughput().offered()));
    timings(json, s);
    if (facts.identity().shards() > 1) {
      json.put("clock_offset_ms", facts.clocks().largestMillis())
          .put("clock_error_ms", facts.clocks().errorMillis());
    }
    json.put("strangers", facts.counters().strangers());
    if (facts.counters().firstStranger() != null) {
      json.put("first_stranger", facts.counters().firstStranger());
    }
    json.set("errors", JSON.valueToTree(facts.counters().errors()));
    json.set("connections", connections(facts.connections()));
    json.set("cuts", cuts(facts.connections().cuts()));
    json.put("lingered_s", facts.ending().lingeredSeconds());
    json.set("no_data", JSON.valueToTree(s.noData()));
    json.put("publisher_refusals", facts.counters().refusals())
        .put("warm_ups", facts.load().messages().warmUps())
        .put("cpu_us_per_delivery", round(s.cpuMicrosPerDelivery()))
        .put("resident_kb_per_connection", round(s.residentKilobytes()))
        .put("complete", s.complete());
    if (!s.complete()) {
      json.put("stopped", facts.ending().stopped());
    }
    json.put("flawless", s.flawless()).set("flaws", JSON.valueToTree(s.flaws()));
    json.put("valid", s.valid()).set("invalid_reasons", JSON.valueToTree(s.invalidReasons()));
    return json.set("environment", JSON.valueToTree(facts.environment()));
  }

  private static void timings(ObjectNode json, Summary s) {
    put(json, s, DELIVERY);
    if (s.timing(PAUSED).count() > 0) {
      put(json, s, PAUSED);
    }
    put(json, s, TIME_TO_FIRST, TIME_TO_LAST, SEND_LAG, CONNECT);
    s.coldConnects().ifPresent(cold -> json.set("connect_cold", JSON.valueToTree(cold)));
    if (s.timing(OUTAGE).count() > 0) {
      put(json, s, OUTAGE);
    }
    long answered = s.timing(HISTORY).count();
    long unanswered = s.facts().counters().unanswered();
    if (answered + unanswered > 0) {
      put(json, s, HISTORY);
      json.put("history_answered", answered).put("history_unanswered", unanswered);
    }
  }

  private static void put(ObjectNode json, Summary s, Timing... timings) {
    for (Timing timing : timings) {
      json.set(timing.key(), s.timing(timing).toJson());
    }
  }

  private static ObjectNode cuts(ConnectionStats.Cuts cuts) {
    ObjectNode json = JSON.createObjectNode();
    json.put("planned", cuts.planned()).put("unplanned", cuts.unplanned());
    return json.set("by_reason", JSON.valueToTree(cuts.reasons()));
  }

  private static ObjectNode connections(ConnectionStats.Snapshot connections) {
    ObjectNode json = JSON.createObjectNode();
    json.put("opened", connections.opened())
        .put("reopened", connections.reopened())
        .put("failed", connections.failed())
        .put("open_at_end", connections.open())
        .set("failures", JSON.valueToTree(connections.failures()));
    return json.set("closes", JSON.valueToTree(connections.closes()));
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
