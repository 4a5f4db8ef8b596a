package dev.chatctl.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a verb finish its sentence on Ctrl-C and SIGTERM: the JVM would end at once, so its shutdown
 * waits until the verb has told what it did.
 */
final class InterruptOnShutdown {
  private final CountDownLatch done = new CountDownLatch(1);

  private InterruptOnShutdown() {}

  /**
   * From now on.
   *
   * @param grace a verb that hangs must not keep the terminal longer
   */
  static InterruptOnShutdown register(Interrupt interrupt, Duration grace) {
    var shutdown = new InterruptOnShutdown();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> shutdown.await(interrupt, grace), "interrupt-on-shutdown"));
    return shutdown;
  }

  /** The verb has ended; the JVM may. */
  void finished() {
    done.countDown();
  }

  private void await(Interrupt interrupt, Duration grace) {
    interrupt.request();
    try {
      if (!done.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
