package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void losesNoneOfManyChangesAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("number"), "0");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Callable<Boolean> increment =
        () ->
            FileMutex.run(
                link,
                LONG,
                new Interrupt(),
                () -> {
                  int number = Integer.parseInt(Files.readString(file));
                  Files.writeString(file, String.valueOf(number + 1));
                });

    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> all = IntStream.range(0, 40).mapToObj(i -> increment).toList();
      for (Future<Boolean> done : threads.invokeAll(all)) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(file).hasContent("40");
  }

  @Test
  void waitsNoLongerThanItMayAndNotAfterCtrlC() throws Exception {
    Path file = folder.resolve("file");
    var interrupted = new Interrupt();
    interrupted.request();
    var held = new CountDownLatch(1);
    var end = new CountDownLatch(1);

    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<Boolean> holder =
          threads.submit(() -> FileMutex.run(file, LONG, new Interrupt(), () -> hold(held, end)));
      held.await();
      try {
        assertThat(FileMutex.run(file, Duration.ofMillis(50), new Interrupt(), this::fail))
            .isFalse();
        assertThat(FileMutex.run(file, LONG, interrupted, this::fail)).isFalse();
      } finally {
        end.countDown();
      }
      assertThat(holder.get()).isTrue();
    }
  }

  private static void hold(CountDownLatch held, CountDownLatch end) {
    held.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fail() {
    throw new AssertionError("another has the right to the file");
  }
}
