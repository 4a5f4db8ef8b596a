package dev.chatctl.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * How things stand, on standard error until it is closed: one line that is redrawn at a terminal,
 * elsewhere a line now and then, or nothing.
 */
public final class Progress implements AutoCloseable {
  private static final Duration REDRAWN = Duration.ofMillis(100);

  private final Invocation invocation;
  private final Supplier<String> text;
  private final CountDownLatch closed = new CountDownLatch(1);

  private final LongAdder steps;

  private Progress(Invocation invocation, LongAdder steps, Supplier<String> text) {
    this.invocation = invocation;
    this.steps = steps;
    this.text = text;
  }

  /** How many of all were done, as {@link #step} tells it; at a terminal only. */
  public static Progress counting(Invocation invocation, String label, long total) {
    var steps = new LongAdder();
    var progress =
        new Progress(invocation, steps, () -> "%s %,d of %,d".formatted(label, steps.sum(), total));
    if (invocation.showsProgress()) {
      progress.start(REDRAWN);
    }
    return progress;
  }

  /** A text of one's own; a line every so often where it cannot be redrawn. */
  public static Progress telling(Invocation invocation, Duration elsewhere, Supplier<String> text) {
    var progress = new Progress(invocation, new LongAdder(), text);
    if (!invocation.options().quiet()) {
      progress.start(invocation.terminals().err() ? REDRAWN : elsewhere);
    }
    return progress;
  }

  /** One more is done. */
  public void step() {
    steps.increment();
  }

  @Override
  public void close() {
    synchronized (closed) {
      closed.countDown();
      if (invocation.showsProgress()) {
        invocation.draw("");
      }
    }
  }

  private void start(Duration every) {
    Thread.ofPlatform().daemon().name("progress").start(() -> run(every));
  }

  private void run(Duration every) {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        show(PrintableText.oneLine(text.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String line) {
    synchronized (closed) {
      if (closed.getCount() == 0) {
        return;
      }
      if (invocation.showsProgress()) {
        // A line that went on below itself could not be taken back.
        invocation.draw(line.substring(0, Math.min(line.length(), width() - 1)));
      } else {
        invocation.say(line);
      }
    }
  }

  private int width() {
    return invocation.terminals().columns();
  }
}
