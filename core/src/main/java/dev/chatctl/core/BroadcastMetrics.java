package dev.chatctl.core;

import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.log.MetricsLog.Samples;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.metrics.Metric;
import java.time.Duration;
import java.time.Instant;

/** Measures broadcasts. */
final class BroadcastMetrics {
  private final MetricsLog log;

  BroadcastMetrics(MetricsLog log) {
    this.log = log;
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
            .add(Metric.FANOUT_DURATION, report.elapsed().toNanos() / 1e6)
            .add(Metric.POST_LATENCY, report.postSamples())
            .add(
                Metric.DELIVERY_LATENCY,
                Duration.between(message.sentAt(), answeredAt).toNanos() / 1e6)
            .add(Metric.GONE, report.gone().size())
            .add(Metric.THROTTLED, (double) report.throttledPosts())
            .add(Metric.RETRIED, (double) report.retries())
            .add(Metric.UNDELIVERED, report.undelivered())
            .add(Metric.SHARDS, shards);
    log.write(
        samples,
        json -> {
          json.writeStringField("message_id", message.id());
          json.writeStringField("room", message.room());
        });
  }
}
