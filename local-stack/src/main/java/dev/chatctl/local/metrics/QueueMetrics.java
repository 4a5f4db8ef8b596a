package dev.chatctl.local.metrics;

import dev.chatctl.local.queue.LocalQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Samples the queues as namespace {@code AWS/SQS} does, but every second. */
public final class QueueMetrics implements AutoCloseable {
  private static final String NAMESPACE = "AWS/SQS";

  private final MetricStore store;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("queue-metrics").factory());

  QueueMetrics(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Samples queues and their dead letters until closed. */
  public static QueueMetrics start(
      Collection<LocalQueue> queues, MetricStore store, InstantSource clock) {
    var metrics = new QueueMetrics(store, clock);
    var unused =
        metrics.timer.scheduleWithFixedDelay(
            () -> queues.forEach(metrics::sample), 0, 1, TimeUnit.SECONDS);
    return metrics;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }

  void sample(LocalQueue queue) {
    LocalQueue.Counts counts = queue.counts();
    Instant now = clock.instant();
    long age = counts.oldest().map(sent -> Duration.between(sent, now).toSeconds()).orElse(0L);
    add(queue, "ApproximateNumberOfMessagesVisible", counts.waiting(), now);
    add(queue, "ApproximateNumberOfMessagesNotVisible", counts.taken(), now);
    add(queue, "ApproximateAgeOfOldestMessage", age, now);
    queue.deadLetters().ifPresent(this::sample);
  }

  private void add(LocalQueue queue, String metric, long value, Instant now) {
    store.add(
        NAMESPACE, metric, Map.of("QueueName", queue.name()), (double) value, now.toEpochMilli());
  }
}
