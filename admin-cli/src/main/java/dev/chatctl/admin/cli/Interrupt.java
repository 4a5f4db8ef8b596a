package dev.chatctl.admin.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. A verb that changes things asks between two steps, so that it stops where it can tell
 * what it did; a verb that waits, waits here. Thread-safe.
 */
public final class Interrupt {
  private final CountDownLatch latch = new CountDownLatch(1);

  public void request() {
    latch.countDown();
  }

  public boolean requested() {
    return latch.getCount() == 0;
  }

  /**
   * Waits this long, or until Ctrl-C.
   *
   * @return whether Ctrl-C ended it
   */
  public boolean sleep(Duration duration) {
    try {
      return latch.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
