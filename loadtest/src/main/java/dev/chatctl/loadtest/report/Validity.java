package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the numbers tell about the system, or about the generator's own limits. A run that is not
 * valid may well be complete, and the other way round.
 */
final class Validity {
  /** Send lag that is harmless whatever was measured, milliseconds. */
  private static final double LAG_FLOOR_MS = 5;

  /** Share of the delivery latency that send lag may make up. */
  private static final double LAG_SHARE = 0.1;

  /** Share of the machine the generator may use before it is itself the limit. */
  private static final double CPU_SHARE = 0.8;

  private Validity() {}

  /** Why the generator spoiled the numbers; empty when it did not. */
  static List<String> reasons(Outcome outcome, Quantiles delivery, int cpus) {
    List<String> reasons = new ArrayList<>();
    if (outcome.sent() == 0) {
      reasons.add("nothing was measured");
      return reasons;
    }
    double allowed = Math.max(LAG_FLOOR_MS, delivery.p50() * LAG_SHARE);
    long behind =
        outcome
            .latencies()
            .sendLag()
            .getCountBetweenValues((long) (allowed * 1000), Long.MAX_VALUE);
    long tolerated = Math.max(1, outcome.sent() / 100);
    if (behind > tolerated) {
      reasons.add(
          Text.format(
              "%,d of %,d messages sent more than %.1f ms behind schedule (expected: <= %d)",
              behind, outcome.sent(), allowed, tolerated));
    }
    double cpu =
        (double) outcome.cpu().toNanos() / Math.max(1, outcome.measured().toNanos()) / cpus;
    if (cpu > CPU_SHARE) {
      reasons.add(
          Text.format("generator CPU: %.0f %% (expected: <= %.0f %%)", cpu * 100, CPU_SHARE * 100));
    }
    return reasons;
  }
}
