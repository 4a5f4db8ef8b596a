package dev.chatctl.loadtest.injector;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gatling's virtual users, who wait for the end of the run. */
final class ParkedUsers {
  private final Queue<Runnable> parked = new ConcurrentLinkedQueue<>();
  private volatile boolean released;

  /** Keeps one waiting; false when the run has ended already. */
  boolean park(Runnable onEnd) {
    parked.add(onEnd);
    if (released) {
      release();
    }
    return !released;
  }

  /** Lets all who wait go, and those who come too late. */
  void release() {
    released = true;
    for (Runnable next = parked.poll(); next != null; next = parked.poll()) {
      next.run();
    }
  }
}
