package dev.chatctl.admin;

import dev.chatctl.admin.cli.Interrupt;
import java.time.Duration;

/** {@code --timeout}: asks the verb to stop, as Ctrl-C does, once the time has passed. */
final class Deadline implements AutoCloseable {
  private final Interrupt interrupt;
  private volatile boolean passed;
  private Thread timer = Thread.currentThread();

  Deadline(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  void start(Duration timeout) {
    Thread verb = Thread.currentThread();
    timer =
        Thread.ofVirtual()
            .name("timeout")
            .start(
                () -> {
                  try {
                    Thread.sleep(timeout);
                  } catch (InterruptedException e) {
                    return; // the verb was faster
                  }
                  passed = true;
                  interrupt.request();
                  verb.interrupt();
                });
  }

  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    if (timer != Thread.currentThread()) {
      timer.interrupt();
    }
  }
}
