package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.IntervalSink;
import dev.chatctl.loadtest.stats.PeriodStats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Passes everything on, and posts a line a second in CloudWatch's embedded metric format to the
 * local stack's metrics endpoint, where the load test's dashboard finds it.
 */
final class MetricsFeed implements IntervalSink, AutoCloseable {
  /** The most values of one metric in a line. AWS: embedded metric format specification. */
  private static final int MOST_VALUES = 100;

  /** Sockets that are open, of this process. */
  static final String LISTENERS = "LoadListeners";

  /** The deployment's name: the definition file's, which the local stack runs. */
  private static final String SERVICE = "chat";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<MetricsPoster> endpoint;
  private final IntervalSink next;
  private final String stage;
  private final Map<String, Histogram> intervals = new LinkedHashMap<>();

  private MetricsFeed(Optional<MetricsPoster> endpoint, String stage, IntervalSink next) {
    this.endpoint = endpoint;
    this.stage = stage;
    this.next = next;
  }

  /** Posts to the plan's endpoint if it has one. */
  static MetricsFeed of(Plan plan, IntervalSink next) {
    // AWS: the path of a WebSocket API's URL is its stage.
    return new MetricsFeed(
        plan.system().metrics().map(MetricsPoster::new),
        plan.system().url().getPath().replace("/", ""),
        next);
  }

  @Override
  public synchronized void accept(String tag, Histogram interval) {
    next.accept(tag, interval);
    intervals.put(tag, interval);
  }

  @Override
  public synchronized void second(PeriodStats period, int offered, Histogram timesToLast) {
    next.second(period, offered, timesToLast);
    endpoint.ifPresent(to -> to.post(line(period, offered, timesToLast).toString()));
    intervals.clear();
  }

  private ObjectNode line(PeriodStats period, int offered, Histogram timesToLast) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode meta = line.putObject("_aws").put("Timestamp", period.atMillis());
    ObjectNode directive = meta.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", "chatctl");
    directive.putArray("Dimensions").addArray().add("service").add("stage");
    ArrayNode metrics = directive.putArray("Metrics");
    line.put("service", SERVICE).put("stage", stage);
    add(line, metrics, LISTENERS, period.listeners().open());
    if (period.phase().measured()) {
      Histogram sendLag = intervals.get("sendlag");
      add(line, metrics, "LoadOffered", offered);
      add(line, metrics, "LoadSent", sendLag == null ? 0 : sendLag.getTotalCount());
      add(line, metrics, "LoadExpected", period.messages().expected());
      add(line, metrics, "LoadDelivered", period.deliveries().distinct());
      add(line, metrics, "LoadDeliveryLatency", intervals.get("delivery"));
      add(line, metrics, "LoadTimeToLast", timesToLast);
      add(line, metrics, "LoadSendLag", sendLag);
    }
    return line;
  }

  private static void add(ObjectNode line, ArrayNode metrics, String name, long value) {
    metrics.addObject().put("Name", name).put("Unit", "Count");
    line.put(name, value);
  }

  /** At most as many values as a line may have, evenly spread over the distribution. */
  private static void add(
      ObjectNode line,
      ArrayNode metrics,
      String name,
      @org.jspecify.annotations.Nullable Histogram micros) {
    if (micros == null || micros.getTotalCount() == 0) {
      return;
    }
    metrics.addObject().put("Name", name).put("Unit", "Milliseconds");
    ArrayNode values = line.putArray(name);
    long count = Math.min(MOST_VALUES, micros.getTotalCount());
    for (int i = 0; i < count; i++) {
      values.add(micros.getValueAtPercentile(100 * (i + 0.5) / count) / 1000.0);
    }
  }

  @Override
  public void close() {
    endpoint.ifPresent(MetricsPoster::close);
  }
}
