package dev.chatctl.local.metrics;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Samples the queues as namespace {@code AWS/SQS} does, but every second. The age of the oldest
 * message is that since a queue was last seen empty: nothing in a queue can be older.
 */
public final class QueueMetrics implements AutoCloseable {
  private static final String NAMESPACE = "AWS/SQS";
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  private final SqsClient sqs;
  private final MetricStore store;
  private final PrintStream problems;
  private final InstantSource clock;
  private final Map<String, Instant> lastEmpty = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("queue-metrics").factory());

  QueueMetrics(SqsClient sqs, MetricStore store, PrintStream problems, InstantSource clock) {
    this.sqs = sqs;
    this.problems = problems;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Samples all queues there are until closed.
   *
   * @param problems told, in one line each, what kept a sample from being taken
   */
  public static QueueMetrics start(
      SqsClient sqs, MetricStore store, PrintStream problems, InstantSource clock) {
    var metrics = new QueueMetrics(sqs, store, problems, clock);
    var unused = metrics.timer.scheduleWithFixedDelay(metrics::sampleAll, 0, 1, TimeUnit.SECONDS);
    return metrics;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }

  private void sampleAll() {
    try {
      sqs.listQueues().queueUrls().forEach(this::sample);
    } catch (SdkException e) {
      if (!timer.isShutdown()) {
        problems.println("queue metrics: " + e.getMessage());
      }
    }
  }

  void sample(String queueUrl) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(COUNTS))
            .attributes();
    long waiting = count(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    long taken =
        count(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    Instant now = clock.instant();
    if (waiting + taken == 0) {
      lastEmpty.put(queueUrl, now);
    }
    Instant since = lastEmpty.computeIfAbsent(queueUrl, url -> now);
    String name = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    add(name, "ApproximateNumberOfMessagesVisible", waiting, now);
    add(name, "ApproximateNumberOfMessagesNotVisible", taken, now);
    add(name, "ApproximateAgeOfOldestMessage", Duration.between(since, now).toSeconds(), now);
  }

  private void add(String queue, String metric, long value, Instant now) {
    store.add(NAMESPACE, metric, Map.of("QueueName", queue), (double) value, now.toEpochMilli());
  }

  private static long count(@Nullable String attribute) {
    return attribute == null ? 0 : Long.parseLong(attribute);
  }
}
