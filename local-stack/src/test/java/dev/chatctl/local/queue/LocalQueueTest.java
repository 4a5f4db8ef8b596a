package dev.chatctl.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** As SQS documents its standard queues. */
class LocalQueueTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
  private final LocalQueue queue = LocalQueue.of("jobs", Duration.ofMinutes(1), 2, now::get);

  @Test
  void aTakenMessageIsHiddenUntilItsTimeIsOverAndGoneOnceItIsDeleted() throws Exception {
    queue.send("red", "a");
    assertThat(taken()).isEqualTo("a");
    assertThat(taken()).isEqualTo("-");
    pass(Duration.ofSeconds(59));
    assertThat(taken()).isEqualTo("-");
    pass(Duration.ofSeconds(1));
    LocalQueue.Job again = queue.receive(Duration.ZERO).orElseThrow();
    queue.delete(again);
    pass(Duration.ofMinutes(2));
    assertThat(taken()).isEqualTo("-");
    assertThat(queue.counts().oldest()).isEmpty();
  }

  @Test
  void aMessageThatIsTakenTooOftenGoesToTheDeadLetters() throws Exception {
    queue.send("red", "a");
    for (int i = 0; i < 2; i++) {
      assertThat(taken()).isEqualTo("a");
      pass(Duration.ofMinutes(1));
    }
    assertThat(taken()).isEqualTo("-");
    LocalQueue dead = queue.deadLetters().orElseThrow();
    assertThat(dead.name()).isEqualTo("jobs-dead-letters");
    assertThat(dead.receive(Duration.ZERO).orElseThrow().body()).isEqualTo("a");
    assertThat(queue.counts().waiting() + queue.counts().taken()).isZero();
  }

  @Test
  void aGroupWithABacklogDoesNotHoldUpTheOthers() throws Exception {
    for (int i = 0; i < 100; i++) {
      queue.send("busy", "busy " + i);
    }
    queue.send("quiet", "quiet");
    assertThat(taken()).isEqualTo("busy 0");
    assertThat(taken()).isEqualTo("quiet");
    assertThat(taken()).isEqualTo("busy 1");
  }

  @Test
  void whoeverWaitsIsWokenByAMessage() throws Exception {
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.receive(Duration.ofSeconds(20)).orElseThrow().body();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    queue.send("red", "a");
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("a");
  }

  private String taken() throws InterruptedException {
    return queue.receive(Duration.ZERO).map(LocalQueue.Job::body).orElse("-");
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
