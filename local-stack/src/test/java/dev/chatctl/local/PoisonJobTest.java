package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.StackFaults;
import dev.chatctl.local.queue.EventSourceMapping;
import dev.chatctl.local.queue.LocalQueue;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A job that can never be done, on a real queue. */
class PoisonJobTest {
  private static final Chances CHANCES = new Chances(StackFaults.NONE);
  private static final int MAX_RECEIVES = 2;

  // A job that was not done is visible again after this. A first invocation may take longer, so a
  // job that does not count warms up.
  private final LocalQueue queue =
      LocalQueue.of("jobs", Duration.ofSeconds(3), MAX_RECEIVES, InstantSource.system());

  @Test
  void itReachesTheDeadLetterQueueAndTheOthersAreDone() {
    Set<String> done = ConcurrentHashMap.newKeySet(); // a queue may deliver twice
    var problems = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var function =
        LambdaFunction.of(worker(done), FunctionSettings.named("worker").withLog(line -> {}));

    try (var mapping = EventSourceMapping.start(queue, function, CHANCES, problems)) {
      queue.send("room", "warm-up");
      await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("warm-up"));
      queue.send("room", "good 1");
      queue.send("room", "poison");
      queue.send("room", "good 2");

      var deadLetters = new ConcurrentLinkedQueue<String>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                queue
                    .deadLetters()
                    .orElseThrow()
                    .receive(Duration.ZERO)
                    .ifPresent(job -> deadLetters.add(job.body()));
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
}
