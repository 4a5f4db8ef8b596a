package dev.chatctl.loadtest.cli;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asks whatever is under way to end, and holds the process until it has written its
 * results. The JVM exits with 130 after SIGINT by itself.
 */
final class Interrupts {
  private static final long PATIENCE_SECONDS = 20;

  private final Deque<Runnable> actions = new ConcurrentLinkedDeque<>();
  private final CountDownLatch finished = new CountDownLatch(1);

  /** Interrupts of this process. */
  static Interrupts install() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupts::interrupted, "interrupted"));
    return interrupts;
  }

  /** What to do on an interrupt, until the answer is closed; later ones go first. */
  Registration onInterrupt(Runnable action) {
    actions.addFirst(action);
    return () -> actions.remove(action);
  }

  /** Ends a registration. */
  interface Registration {
    /** From now on, that action is no longer wanted. */
    void close();
  }

  /** The command is over, and with it the need to hold the process. */
  void finished() {
    finished.countDown();
  }

  private void interrupted() {
    if (finished.getCount() == 0) {
      return;
    }
    actions.forEach(Runnable::run);
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
