package dev.chatctl.cli;

import java.time.Duration;

/** One line on standard error that counts, rewritten a few times a second; nothing elsewhere. */
public final class Progress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);

  private final Invocation invocation;
  private final String label;
  private final long total;
  private final boolean shown;
  private long count;
  private long next = System.nanoTime();

  public Progress(Invocation invocation, String label, long total) {
    this.invocation = invocation;
    this.label = label;
    this.total = total;
    this.shown = invocation.showsProgress();
  }

  public void step() {
    count++;
    if (shown && System.nanoTime() - next >= 0) {
      next = System.nanoTime() + EVERY.toNanos();
      draw();
    }
  }

  @Override
  public void close() {
    if (shown && count > 0) {
      invocation.err().print("\r\u001b[K");
      invocation.err().flush();
    }
  }

  private void draw() {
    invocation.err().print("\r\u001b[K%s %,d of %,d".formatted(label, count, total));
    invocation.err().flush();
  }
}
