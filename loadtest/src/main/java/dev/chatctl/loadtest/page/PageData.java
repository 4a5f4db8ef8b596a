package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.drive.Tick;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.RecipientRow;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** The numbers behind the charts, thinned out to what a screen can show. */
final class PageData {
  private static final int MOST_POINTS = 1500;
  private static final int API_GATEWAY_CONNECTS_PER_SECOND = 500;
  private static final int WORST_SHOWN = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private PageData() {}

  static ObjectNode of(Results results, JsonNode summary, List<JsonNode> steps) {
    ObjectNode data = JSON.createObjectNode();
    data.set("summary", summary);
    data.set("percentiles", percentiles(results));
    data.set("heat", HeatMap.of(results));
    data.set("reach", steps.size() > 1 ? Reach.ofSteps(steps) : Reach.ofCurves(results));
    data.set("arrivals", Arrivals.of(results));
    data.set("timeline", timeline(results));
    data.set("messages", messages(results));
    data.set("fairness", fairness(results));
    data.set("worst", worst(results));
    data.set("steps", steps(steps));
    data.set("manifest", manifest(results.facts()));
    data.put("command", String.join(" ", results.facts().identity().command()));
    return data;
  }

  /** Percentiles evenly spaced on the axis 1/(1-p), as HdrHistogram plots them. */
  private static ObjectNode percentiles(Results results) {
    Histogram delivery = results.total("delivery");
    Histogram last = Micros.histogram();
    results.messages().stream()
        .flatMapToLong(message -> message.lastNanos().stream())
        .forEach(nanos -> last.recordValue(Micros.ofNanos(nanos)));
    ObjectNode node = JSON.createObjectNode();
    ArrayNode x = node.putArray("x");
    ArrayNode deliveryMs = node.putArray("delivery");
    ArrayNode lastMs = node.putArray("last");
    // Beyond one value in the count there is nothing but the maximum.
    for (double v = 1; v <= Math.max(1, delivery.getTotalCount()); v *= 1.1) {
      double percentile = 100 * (1 - 1 / v);
      x.add(v);
      deliveryMs.add(positive(delivery.getValueAtPercentile(percentile)));
      if (v <= last.getTotalCount()) {
        lastMs.add(positive(last.getValueAtPercentile(percentile)));
      } else {
        lastMs.addNull();
      }
    }
    return node;
  }

  /** A logarithmic axis has no zero. */
  private static double positive(long micros) {
    return Math.max(1, micros) / 1000.0;
  }

  private static ObjectNode timeline(Results results) {
    ObjectNode node = JSON.createObjectNode();
    List<Tick> ticks = results.ticks();
    long start = ticks.isEmpty() ? 0 : ticks.getFirst().atMillis();
    for (String name :
        List.of("s", "offered", "received", "lag", "hiccup", "opened", "quota", "open")) {
      node.putArray(name);
    }
    for (int i = 0; i < ticks.size(); i += every(ticks.size())) {
      Tick tick = ticks.get(i);
      node.withArray("s").add(Math.round((tick.atMillis() - start) / 100.0) / 10.0 + 1);
      node.withArray("offered").add(tick.expected());
      node.withArray("received").add(tick.received());
      node.withArray("lag").add(tick.lagP99Micros() / 1000.0);
      node.withArray("hiccup").add(tick.hiccupMicros() / 1000.0);
      node.withArray("opened").add(tick.opened());
      node.withArray("quota").add(API_GATEWAY_CONNECTS_PER_SECOND);
      node.withArray("open").add(tick.open());
    }
    return node;
  }

  private static ObjectNode messages(Results results) {
    ObjectNode node = JSON.createObjectNode();
    for (String name : List.of("s", "lost", "late", "duplicates", "excused", "first", "last")) {
      node.putArray(name);
    }
    List<MessageTally> messages = results.messages();
    for (int i = 0; i < messages.size(); i += every(messages.size())) {
      MessageTally m = messages.get(i);
      node.withArray("s").add((m.dueNanos() - messages.getFirst().dueNanos()) / 1e9);
      node.withArray("lost").add(m.lost());
      node.withArray("late").add(m.late());
      node.withArray("duplicates").add(m.duplicates());
      node.withArray("excused").add(m.excused());
      add(node.withArray("first"), m.firstNanos());
      add(node.withArray("last"), m.lastNanos());
    }
    return node;
  }

  private static void add(ArrayNode array, OptionalLong nanos) {
    if (nanos.isPresent()) {
      array.add(nanos.getAsLong() / 1e6);
    } else {
      array.addNull();
    }
  }

  private static ObjectNode fairness(Results results) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode number = node.putArray("number");
    ArrayNode ms = node.putArray("ms");
    List<RecipientRow> rows = results.recipients();
    for (int i = 0; i < rows.size(); i += every(rows.size())) {
      number.add(rows.get(i).number());
      ms.add(rows.get(i).meanMicros() / 1000.0);
    }
    return node;
  }

  private static ArrayNode worst(Results results) {
    ArrayNode array = JSON.createArrayNode();
    List<MessageTally> messages = results.messages();
    messages.stream()
        .filter(message -> message.lastNanos().isPresent())
        .sorted(Comparator.comparingLong((MessageTally m) -> m.lastNanos().orElse(0)).reversed())
        .limit(WORST_SHOWN)
        .forEach(
            m ->
                array
                    .addObject()
                    .put("number", m.number())
                    .put("s", (m.dueNanos() - messages.getFirst().dueNanos()) / 1e9)
                    .put("received", m.received())
                    .put("lost", m.lost())
                    .put("first", m.firstNanos().orElse(0) / 1e6)
                    .put("last", m.lastNanos().orElse(0) / 1e6));
    return array;
  }

  private static ArrayNode steps(List<JsonNode> steps) {
    ArrayNode array = JSON.createArrayNode();
    for (JsonNode step : steps) {
      array
          .addObject()
          .put("n", step.path("clients").intValue())
          .put("ratio", step.path("delivery_ratio").doubleValue())
          .put("per_second", step.path("deliveries_per_second").doubleValue())
          .put("p50", step.at("/delivery_ms/p50").doubleValue())
          .put("p99", step.at("/delivery_ms/p99").doubleValue())
          .put("last_p50", step.at("/time_to_last_ms/p50").doubleValue())
          .put("last_p99", step.at("/time_to_last_ms/p99").doubleValue());
    }
    return array;
  }

  private static ObjectNode manifest(RunFacts facts) {
    ObjectNode node = JSON.valueToTree(facts);
    Set<String> plain = new TreeSet<>();
    node.properties().stream()
        .filter(entry -> entry.getValue().isValueNode() && !entry.getValue().isNull())
        .forEach(entry -> plain.add(entry.getKey()));
    ObjectNode manifest = JSON.createObjectNode();
    plain.forEach(key -> manifest.put(key, node.path(key).asText()));
    new java.util.TreeMap<>(facts.environment()).forEach(manifest::put);
    return manifest;
  }

  /** Keeps one in so many, that at most {@link #MOST_POINTS} stay. */
  static int every(int size) {
    return Math.max(1, Math.ceilDiv(size, MOST_POINTS));
  }
}
