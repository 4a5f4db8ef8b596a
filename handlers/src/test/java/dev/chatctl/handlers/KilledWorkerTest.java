package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KilledWorkerTest {
  private static final int MEMBERS = 30;
  private static final int POSTS_BEFORE_THE_END = 7;

  @Test
  void everybodyIsToldAfterAWorkerDiedAndWhoIsToldAgainHearsTheSameId() throws Exception {
    try (var backend = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "1"))) {
      Instant longAgo = Instant.now().minusSeconds(60);
      List<String> ids = IntStream.range(0, MEMBERS).mapToObj(i -> "c" + i + "=").toList();
      ids.forEach(id -> backend.connect(id, Map.of(), longAgo));
      backend.send("c0=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
      List<String> jobs = backend.queue.takeAll();
      var posts = new AtomicInteger();
      var enough = new CountDownLatch(1);
      var killed = new CountDownLatch(1);
      backend.callback.onPost(
          () -> {
            if (posts.incrementAndGet() > POSTS_BEFORE_THE_END) {
              enough.countDown();
              awaitQuietly(killed);
            }
          });

      Process worker = start(backend, jobs);
      assertThat(enough.await(60, TimeUnit.SECONDS)).as("the worker posted").isTrue();
      worker.destroyForcibly().waitFor();
      List<String> toldBefore = ids.stream().filter(id -> !frames(backend, id).isEmpty()).toList();
      backend.callback.onPost(() -> {});
      killed.countDown();

      assertThat(toldBefore).hasSize(POSTS_BEFORE_THE_END);
      assertThat(backend.work(jobs, 29_000)).isEmpty();
      assertThat(ids).allSatisfy(id -> assertThat(frames(backend, id)).isNotEmpty());
      Set<String> messages =
          ids.stream()
              .flatMap(id -> frames(backend, id).stream())
              .map(frame -> frame.replaceFirst(".*\"id\":\"([0-9A-Z]{26})\".*", "$1"))
              .collect(Collectors.toSet());
      assertThat(messages).hasSize(1);
    }
  }

  private static List<String> frames(TestBackend backend, String id) {
    return backend.callback.frames(id);
  }

  private static Process start(TestBackend backend, List<String> jobs) throws Exception {
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerProcess.class.getName(),
            TestBackend.jobEvent(jobs));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(new HashMap<>(backend.environment()));
    builder.environment().put("POST_CONCURRENCY", "1");
    return builder.start();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
