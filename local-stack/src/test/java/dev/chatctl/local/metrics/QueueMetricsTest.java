package dev.chatctl.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.local.queue.ElasticMq;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class QueueMetricsTest {
  private final MetricStore store = new MetricStore();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

  @Test
  void waitingJobsAndTheirAgeAreSampledUntilTheQueueIsEmpty() {
    try (var elasticMq = ElasticMq.start();
        SqsClient sqs = client(elasticMq)) {
      String queue = sqs.createQueue(request -> request.queueName("jobs")).queueUrl();
      var metrics = new QueueMetrics(sqs, store, System.err, now::get);

      metrics.sample(queue);
      sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a"));
      pass(7);
      metrics.sample(queue);
      assertThat(latest())
          .containsEntry("ApproximateNumberOfMessagesVisible", 1.0)
          .containsEntry("ApproximateNumberOfMessagesNotVisible", 0.0)
          .containsEntry("ApproximateAgeOfOldestMessage", 7.0);

      var job = sqs.receiveMessage(request -> request.queueUrl(queue)).messages().getFirst();
      pass(1);
      metrics.sample(queue);
      assertThat(latest())
          .containsEntry("ApproximateNumberOfMessagesNotVisible", 1.0)
          .containsEntry("ApproximateAgeOfOldestMessage", 8.0);

      sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(job.receiptHandle()));
      pass(1);
      metrics.sample(queue);
      assertThat(latest().values()).containsOnly(0.0);
    }
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
          assertThat(series.dimensions()).isEqualTo(Map.of("QueueName", "jobs"));
          latest.put(series.name(), seconds.lastEntry().getValue().sum());
        });
    return latest;
  }

  private static SqsClient client(ElasticMq elasticMq) {
    return SqsClient.builder()
        .endpointOverride(elasticMq.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
