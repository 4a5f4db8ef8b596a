package dev.chatctl.admin;

import dev.chatctl.admin.cli.Interrupt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a verb finish its sentence on Ctrl-C: the JVM would end at once, so its shutdown waits until
 * the verb has told what it did, for a moment at most.
 */
final class InterruptOnShutdown {
  private static final long GRACE_SECONDS = 3;

  private final CountDownLatch done = new CountDownLatch(1);

  private InterruptOnShutdown() {}

  static InterruptOnShutdown register(Interrupt interrupt) {
    var shutdown = new InterruptOnShutdown();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> shutdown.await(interrupt), "interrupt-on-shutdown"));
    return shutdown;
  }

  /** The verb has ended; the JVM may. */
  void finished() {
    done.countDown();
  }

  private void await(Interrupt interrupt) {
    interrupt.request();
    try {
      if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        return; // a verb that hangs must not keep the terminal
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
