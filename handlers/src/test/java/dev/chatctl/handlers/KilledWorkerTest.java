package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.JavaCommand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWorkerTest {
  private static final int MEMBERS = 30;
  private static final int POSTS_BEFORE_THE_END = 7;

  @TempDir Path folder;

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
      backend.callback.onCall(
          method -> {
            if (posts.incrementAndGet() > POSTS_BEFORE_THE_END) {
              enough.countDown();
              awaitQuietly(killed);
            }
          });

      try (ChildProcess worker = start(backend, jobs)) {
        worker.await(() -> enough.getCount() == 0);
        worker.process().destroyForcibly().waitFor();
      }
      List<String> toldBefore = ids.stream().filter(id -> !frames(backend, id).isEmpty()).toList();
      backend.callback.onCall(method -> {});
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

  private ChildProcess start(TestBackend backend, List<String> jobs) throws Exception {
    List<String> command = JavaCommand.of(WorkerProcess.class.getName());
    command.add(TestBackend.jobEvent(jobs));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(new HashMap<>(backend.environment()));
    builder.environment().put("POST_CONCURRENCY", "1");
    return ChildProcess.start(builder, "the worker did not post", folder.resolve("worker.log"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
