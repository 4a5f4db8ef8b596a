package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.RecipientRow;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import dev.chatctl.loadtest.stats.PeriodStats;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

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
    data.set("timeline", timeline(results.timeline()));
    data.set("messages", messages(results.messages()));
    data.set("fairness", fairness(results.recipients()));
    data.set("worst", worst(results.messages()));
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
        .flatMapToLong(message -> message.arrivals().lastNanos().stream())
        .forEach(nanos -> last.recordValue(Micros.ofNanos(nanos)));
    // Beyond one value in the count there is nothing but the maximum.
    long most = Math.max(1, delivery.getTotalCount());
    return new Columns<>(DoubleStream.iterate(1, v -> v <= most, v -> v * 1.1).boxed().toList())
        .with("x", v -> v)
        .with("delivery", v -> at(delivery, v))
        .with("last", v -> v <= last.getTotalCount() ? at(last, v) : null)
        .json();
  }

  /** Milliseconds; a logarithmic axis has no zero. */
  private static Double at(Histogram micros, double v) {
    return Math.max(1, micros.getValueAtPercentile(100 * (1 - 1 / v))) / 1000.0;
  }

  private static ObjectNode timeline(List<PeriodStats> timeline) {
    long start = timeline.isEmpty() ? 0 : timeline.getFirst().atMillis();
    return new Columns<>(thinned(timeline))
        .with("s", period -> Math.round((period.atMillis() - start) / 100.0) / 10.0 + 1)
        .with("offered", period -> period.messages().expected())
        .with("received", period -> period.deliveries().received())
        .with("lag", period -> period.injector().lagP99Micros() / 1000.0)
        .with("hiccup", period -> period.injector().hiccupMicros() / 1000.0)
        .with("opened", period -> period.listeners().opened())
        .with("quota", period -> API_GATEWAY_CONNECTS_PER_SECOND)
        .with("open", period -> period.listeners().open())
        .json();
  }

  private static ObjectNode messages(List<MessageTally> messages) {
    return new Columns<>(thinned(messages))
        .with("s", message -> seconds(message, messages))
        .with("lost", message -> message.recipients().lost())
        .with("late", message -> message.recipients().late())
        .with("duplicates", MessageTally::duplicates)
        .with("excused", message -> message.recipients().excused())
        .with("first", message -> millis(message.arrivals().firstNanos()))
        .with("last", message -> millis(message.arrivals().lastNanos()))
        .json();
  }

  /** From the first message on. */
  private static double seconds(MessageTally message, List<MessageTally> messages) {
    return (message.message().dueNanos() - messages.getFirst().message().dueNanos()) / 1e9;
  }

  private static @Nullable Double millis(OptionalLong nanos) {
    return nanos.isPresent() ? nanos.getAsLong() / 1e6 : null;
  }

  private static ObjectNode fairness(List<RecipientRow> rows) {
    return new Columns<>(thinned(rows))
        .with("number", RecipientRow::number)
        .with("ms", row -> row.meanMicros() / 1000.0)
        .json();
  }

  private static ArrayNode worst(List<MessageTally> messages) {
    ArrayNode array = JSON.createArrayNode();
    messages.stream()
        .filter(message -> message.arrivals().lastNanos().isPresent())
        .sorted(
            Comparator.comparingLong((MessageTally m) -> m.arrivals().lastNanos().orElse(0))
                .reversed())
        .limit(WORST_SHOWN)
        .forEach(
            m ->
                array
                    .addObject()
                    .put("number", m.message().number())
                    .put("s", seconds(m, messages))
                    .put("received", m.recipients().received())
                    .put("lost", m.recipients().lost())
                    .put("first", millis(m.arrivals().firstNanos()))
                    .put("last", millis(m.arrivals().lastNanos())));
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
          .<ObjectNode>set("p50", step.at("/delivery_ms/p50"))
          .<ObjectNode>set("p99", step.at("/delivery_ms/p99"))
          .<ObjectNode>set("last_p50", step.at("/time_to_last_ms/p50"))
          .<ObjectNode>set("last_p99", step.at("/time_to_last_ms/p99"));
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
    facts.environment().forEach(manifest::put);
    return manifest;
  }

  /** One in so many, that at most {@link #MOST_POINTS} stay. */
  private static <T> List<T> thinned(List<T> rows) {
    int every = Math.max(1, Math.ceilDiv(rows.size(), MOST_POINTS));
    return IntStream.iterate(0, i -> i < rows.size(), i -> i + every).mapToObj(rows::get).toList();
  }
}
