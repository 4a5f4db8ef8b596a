package dev.chatctl.cli;

import java.time.Duration;
import java.util.Optional;

/** {@code --timeout}: asks the verb to stop, as Ctrl-C does, once the time has passed. */
final class Deadline implements AutoCloseable {
  private final Interrupt interrupt;
  private volatile boolean passed;
  private Optional<Thread> timer = Optional.empty();

  Deadline(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  void start(Duration timeout) {
    Thread verb = Thread.currentThread();
    timer = Optional.of(Thread.ofVirtual().name("timeout").start(() -> stop(verb, timeout)));
  }

  boolean passed() {
    return passed;
  }

  /** What a person is told of a verb's failure: that the time was up, if that cut it off. */
  Throwable told(Throwable failure) {
    return passed && failure instanceof CliException cut && cut.exitCode() == ExitCode.INTERRUPTED
        ? failure(": " + cut.getMessage())
        : failure;
  }

  static CliException failure(String where) {
    return new CliException(
        ExitCode.TIMEOUT, "--timeout passed" + where, "what was done until then is printed");
  }

  @Override
  public void close() {
    timer.ifPresent(Thread::interrupt);
  }

  private void stop(Thread verb, Duration timeout) {
    try {
      Thread.sleep(timeout);
    } catch (InterruptedException e) {
      return; // the verb was faster
    }
    passed = true;
    if (!interrupt.request()) {
      verb.interrupt();
    }
  }
}
