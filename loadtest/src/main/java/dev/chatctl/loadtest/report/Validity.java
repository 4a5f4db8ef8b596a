package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.plan.Text;
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

  /** Share of the deliveries that pauses of the generator may overlap. */
  private static final double PAUSED_SHARE = 0.01;

  private Validity() {}

  /** Why the generator spoiled the numbers; empty when it did not. */
  static List<String> reasons(Results results, Quantiles delivery) {
    List<String> reasons = new ArrayList<>();
    if (results.messages().isEmpty()) {
      reasons.add("nothing was measured");
      return reasons;
    }
    double allowed = Math.max(LAG_FLOOR_MS, delivery.p50() * LAG_SHARE);
    long behind =
        results.total("sendlag").getCountBetweenValues((long) (allowed * 1000), Long.MAX_VALUE);
    int sent = results.messages().size();
    long tolerated = Math.max(1, sent / 100);
    if (behind > tolerated) {
      reasons.add(
          Text.format(
              "%,d of %,d messages sent more than %.1f ms behind schedule (expected: <= %d)",
              behind, sent, allowed, tolerated));
    }
    RunFacts facts = results.facts();
    long paused = results.total("paused").getTotalCount();
    if (paused > delivery.count() * PAUSED_SHARE) {
      reasons.add(
          Text.format(
              "the generator could not run for up to %,d ms: %,d of %,d deliveries may be late by"
                  + " that (expected: <= %.0f %%)",
              facts.generator().longestPauseMillis(),
              paused,
              delivery.count(),
              PAUSED_SHARE * 100));
    }
    double cpuShare = facts.generator().cpuShare();
    if (cpuShare > CPU_SHARE) {
      reasons.add(
          Text.format(
              "generator CPU: %.0f %% (expected: <= %.0f %%)", cpuShare * 100, CPU_SHARE * 100));
    }
    double offset = facts.clocks().largestMillis();
    if (offset > Math.max(1, delivery.p50() * LAG_SHARE)) {
      reasons.add(Text.format("clocks of the shards: %.1f ms apart", offset));
    }
    return reasons;
  }
}
