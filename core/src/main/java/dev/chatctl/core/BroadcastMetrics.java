package dev.chatctl.core;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.log.MetricsLog.Samples;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.metrics.Metric;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Measures broadcasts, and says why one missed somebody. */
final class BroadcastMetrics {
  private final JsonLog log;
  private final MetricsLog metrics;

  BroadcastMetrics(JsonLog log) {
    this.log = log;
    this.metrics = new MetricsLog(log);
  }

  /**
   * Writes what one broadcast, or one shard of it, came to.
   *
   * @param shards how many shards this account covers
   * @param report without whom somebody else answers for
   * @param answeredAt when the last post was answered
   */
  void write(Message message, int shards, BroadcastReport report, Instant answeredAt) {
    var samples =
        new Samples()
            .add(Metric.FANOUT_RECIPIENTS, report.recipients())
            .add(Metric.FANOUT_DURATION, report.posts().elapsed().toNanos() / 1e6)
            .add(Metric.POST_LATENCY, report.posts().samples())
            .add(
                Metric.DELIVERY_LATENCY,
                Duration.between(message.news(), answeredAt).toNanos() / 1e6)
            .add(Metric.GONE, report.gone().size())
            .add(Metric.THROTTLED, (double) report.posts().throttled())
            .add(Metric.RETRIED, (double) report.posts().retried())
            .add(Metric.UNDELIVERED, report.undelivered() - report.refusingAlone())
            .add(Metric.SHARDS, shards);
    metrics.write(samples, json -> identify(message, json));
    if (report.undelivered() > 0) {
      log.warn(
          "undelivered",
          json -> {
            identify(message, json);
            json.writeNumberField("left_over", report.leftOver().size());
            json.writeNumberField("throttled", report.throttled().size());
            json.writeObjectFieldStart("failed");
            for (Map.Entry<String, Integer> failures : report.failures().entrySet()) {
              json.writeNumberField(failures.getKey(), failures.getValue());
            }
            json.writeEndObject();
          });
    }
  }

  /** Writes that a shard was not told a message, because it came too late. */
  void writeTooLate(Message message) {
    metrics.write(new Samples().add(Metric.TOO_LATE, 1), json -> identify(message, json));
  }

  private static void identify(Message message, JsonGenerator json) throws IOException {
    json.writeStringField("message_id", message.id());
    json.writeStringField("room", message.room());
  }
}
