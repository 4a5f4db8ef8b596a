package dev.chatctl.loadtest.report;

import dev.chatctl.cli.value.Durations;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.stats.RunStatus;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How a run stands, in one line, with the rate of deliveries since it was last told. */
public final class StatusLine implements Supplier<String> {
  private final Plan plan;
  private final Supplier<RunStatus> status;
  private final LongSupplier p99Micros;
  private long lastReceived;
  private long lastNanos = System.nanoTime();

  /**
   * Of a run that begins now.
   *
   * @param p99Micros what deliveries took of late; 0 is not known yet
   */
  public StatusLine(Plan plan, Supplier<RunStatus> status, LongSupplier p99Micros) {
    this.plan = plan;
    this.status = status;
    this.p99Micros = p99Micros;
  }

  @Override
  public String get() {
    long now = System.nanoTime();
    RunStatus current = status.get();
    long received = current.counts().deliveries().received();
    double perSecond = (received - lastReceived) * 1e9 / Math.max(1, now - lastNanos);
    lastReceived = received;
    lastNanos = now;
    return Text.format("%-10s %s", current.phase().label(), detail(current, perSecond));
  }

  private String detail(RunStatus s, double perSecond) {
    return switch (s.phase()) {
      case CONNECTING ->
          Text.format(
              "%,d of %,d listeners, %,d failed",
              s.connections().open(), plan.listeners(), s.connections().failed());
      case WARMING_UP -> Text.format("%d of %d broadcasts", s.warmUps(), plan.traffic().warmUps());
      case MEASURING, DRAINING, DONE ->
          Text.format(
              "%,d of %,d sent, %,d of %,d delivered, %,.0f/s%s, %,d open%s",
              s.sent(),
              plan.schedule().messages(),
              s.counts().deliveries().received(),
              s.expected(),
              perSecond,
              p99(),
              s.connections().open(),
              s.left().isZero() ? "" : ", " + Durations.human(s.left()) + " left");
    };
  }

  /** Nothing until there is one: no data is no 0 ms. */
  private String p99() {
    long micros = p99Micros.getAsLong();
    return micros == 0 ? "" : Text.format(", p99 %.1f ms", micros / 1000.0);
  }
}
