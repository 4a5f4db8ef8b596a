package dev.chatctl.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.local.queue.LocalQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {
  private final MetricStore store = new MetricStore();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

  @Test
  void waitingJobsAndTheirAgeAreSampledUntilTheQueueIsEmpty() throws Exception {
    var queue = LocalQueue.of("jobs", Duration.ofMinutes(6), 3, now::get);
    var metrics = new QueueMetrics(store, now::get);

    metrics.sample(queue);
    queue.send("room", "a");
    pass(7);
    metrics.sample(queue);
    assertThat(latest())
        .containsEntry("ApproximateNumberOfMessagesVisible", 1.0)
        .containsEntry("ApproximateNumberOfMessagesNotVisible", 0.0)
        .containsEntry("ApproximateAgeOfOldestMessage", 7.0);

    var job = queue.receive(Duration.ZERO).orElseThrow();
    pass(1);
    metrics.sample(queue);
    assertThat(latest())
        .containsEntry("ApproximateNumberOfMessagesNotVisible", 1.0)
        .containsEntry("ApproximateAgeOfOldestMessage", 8.0);

    queue.delete(job);
    pass(1);
    metrics.sample(queue);
    assertThat(latest().values()).containsOnly(0.0);
  }

  private void pass(int seconds) {
    now.updateAndGet(time -> time.plusSeconds(seconds));
  }

  /** What the samples of this second are, by metric. */
  private Map<String, Double> latest() {
    var latest = new HashMap<String, Double>();
    store.each(
        now.get().getEpochSecond(),
        (series, seconds) -> {
          if (series.dimensions().equals(Map.of("QueueName", "jobs"))) {
            latest.put(series.name(), seconds.lastEntry().getValue().sum());
          }
        });
    return latest;
  }
}
