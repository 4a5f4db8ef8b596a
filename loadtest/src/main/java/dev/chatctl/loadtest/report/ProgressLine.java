package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.stats.RunStatus;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how a run stands: one redrawn line on a terminal, a line now and then elsewhere. */
public final class ProgressLine {
  private static final long TERMINAL_MILLIS = 200;
  private static final long PLAIN_MILLIS = 3000;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final Plan plan;
  private final Supplier<RunStatus> status;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private long lastReceived;
  private long lastNanos = System.nanoTime();

  private ProgressLine(PrintStream err, boolean terminal, Plan plan, Supplier<RunStatus> status) {
    this.err = err;
    this.terminal = terminal;
    this.plan = plan;
    this.status = status;
  }

  /** Shows the status from now on until closed. */
  public static ProgressLine start(
      PrintStream err, boolean terminal, Plan plan, Supplier<RunStatus> status) {
    ProgressLine line = new ProgressLine(err, terminal, plan, status);
    long period = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
    var unused = line.clock.scheduleAtFixedRate(line::show, period, period, TimeUnit.MILLISECONDS);
    return line;
  }

  private void show() {
    long now = System.nanoTime();
    RunStatus current = status.get();
    long received = current.counts().deliveries().received();
    double perSecond = (received - lastReceived) * 1e9 / Math.max(1, now - lastNanos);
    lastReceived = received;
    lastNanos = now;
    String text = text(plan, current, perSecond);
    if (terminal) {
      err.print(CLEAR + text);
      err.flush();
    } else {
      err.println(text);
    }
  }

  static String text(Plan plan, RunStatus s, double perSecond) {
    String detail =
        switch (s.phase()) {
          case CONNECTING ->
              Text.format(
                  "%,d of %,d listeners, %,d failed",
                  s.connections().open(), plan.listeners(), s.connections().failed());
          case WARMING_UP ->
              Text.format("%d of %d broadcasts", s.warmUps(), plan.traffic().warmUps());
          case MEASURING, DRAINING, DONE ->
              Text.format(
                  "%,d of %,d sent, %,d of %,d delivered, %,.0f/s, %,d open",
                  s.sent(),
                  plan.schedule().messages(),
                  s.counts().deliveries().received(),
                  s.expected(),
                  perSecond,
                  s.connections().open());
        };
    return Text.format("%-10s %s", s.phase().label(), detail);
  }

  /** Shows nothing more. */
  public void close() {
    clock.shutdownNow();
    try {
      boolean ended = clock.awaitTermination(1, TimeUnit.SECONDS);
      if (ended && terminal) {
        err.print(CLEAR);
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
