package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.definition.QueueDefinition;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.queue.ElasticMq;
import dev.chatctl.local.queue.EventSourceMapping;
import dev.chatctl.local.queue.Queues;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A job that can never be done, on a real queue. */
class PoisonJobTest {
  private static final Chances CHANCES = new Chances(StackFaults.NONE);
  private static final int MAX_RECEIVES = 2;

  private final ElasticMq elasticMq = ElasticMq.start();
  private final SqsClient sqs =
      SqsClient.builder()
          .endpointOverride(elasticMq.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @AfterEach
  void close() {
    sqs.close();
    elasticMq.close();
  }

  @Test
  void itReachesTheDeadLetterQueueAndTheOthersAreDone() {
    // A job that was not done is visible again after six times this timeout. A first invocation
    // may take longer than that, so a job that does not count warms up.
    String url =
        Queues.create(
            sqs, new QueueDefinition("jobs", MAX_RECEIVES), "jobs", Duration.ofMillis(500));
    Set<String> done = ConcurrentHashMap.newKeySet(); // a queue may deliver twice
    var problems = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var function =
        LambdaFunction.of(worker(done), FunctionSettings.named("worker").withLog(line -> {}));

    try (var mapping = EventSourceMapping.start(sqs, url, function, CHANCES, problems)) {
      send(url, "warm-up");
      await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("warm-up"));
      send(url, "good 1");
      send(url, "poison");
      send(url, "good 2");

      var deadLetters = new ConcurrentLinkedQueue<String>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                sqs
                    .receiveMessage(receive -> receive.queueUrl(url + "-dead-letters"))
                    .messages()
                    .stream()
                    .map(Message::body)
                    .forEach(deadLetters::add);
                return mapping != null && !deadLetters.isEmpty() && done.size() == 3;
              });
      assertThat(deadLetters).contains("poison").doesNotContain("good 1", "good 2");
      assertThat(done).containsExactlyInAnyOrder("warm-up", "good 1", "good 2");
    }
  }

  /** Reports what it cannot do by its id, as the fan-out worker does. */
  private static RequestStreamHandler worker(Set<String> done) {
    return (in, out, context) -> {
      try {
        JsonObject job = Json.parseObject(in).objects("Records").getFirst();
        String body = job.string("body").orElseThrow();
        String failures =
            body.equals("poison")
                ? "{\"itemIdentifier\":\"" + job.string("messageId").orElseThrow() + "\"}"
                : "";
        if (failures.isEmpty()) {
          done.add(body);
        }
        out.write(("{\"batchItemFailures\":[" + failures + "]}").getBytes(StandardCharsets.UTF_8));
      } catch (JsonFormatException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private void send(String url, String body) {
    sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
  }
}
