package dev.chatctl.loadtest.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.Map;

/** The summary for people. */
public final class SummaryText {
  private SummaryText() {}

  /** Some twenty lines, verdict last. */
  public static String of(Summary s) {
    RunFacts facts = s.facts();
    ConnectionStats.Snapshot connections = facts.connections();
    StringBuilder text = new StringBuilder();
    line(text, "run %s%s", facts.identity().runId(), s.complete() ? "" : "  (incomplete)");
    line(text, "");
    line(
        text,
        "  connections    %,d of %,d listeners opened, %,d failed, handshake p50 %s, p99 %s",
        connections.opened(),
        facts.load().population().clients(),
        connections.failed(),
        ms(s.timing(Timing.CONNECT).p50()),
        ms(s.timing(Timing.CONNECT).p99()));
    s.coldConnects().ifPresent(cold -> line(text, "                 %s", cold.text()));
    reasons(text, connections.failures(), "could not connect");
    reasons(text, connections.closes(), "were closed in mid-run");
    line(
        text,
        "  messages       %,d of %,d sent at %s/s, after %d warm-up broadcasts",
        s.messages().sent(),
        facts.load().messages().planned(),
        number(facts.load().messages().rate()),
        facts.load().messages().warmUps());
    if (facts.counters().refusals() > 0) {
      line(text, "                 %,d answered with an error", facts.counters().refusals());
    }
    line(
        text,
        "  throughput     %,.0f deliveries/s achieved, %,.0f offered",
        s.throughput().achieved(),
        s.throughput().offered());
    line(
        text,
        "  delivered      %,d of %,d (ratio %s)",
        s.deliveries().received(),
        s.due(),
        ratio(s.deliveryRatio()));
    line(
        text,
        "                 %,d lost, %,d late, %,d excused, %,d duplicates, %,d reordered",
        s.deliveries().lost(),
        s.deliveries().late(),
        s.deliveries().excused(),
        s.deliveries().duplicates(),
        facts.counters().reordered());
    line(text, "");
    line(text, "  %-14s %10s %10s %10s %10s", "", "p50", "p90", "p99", "max");
    row(text, "delivery", s.timing(Timing.DELIVERY));
    row(text, "time to first", s.timing(Timing.TIME_TO_FIRST));
    row(text, "time to last", s.timing(Timing.TIME_TO_LAST));
    row(text, "send lag", s.timing(Timing.SEND_LAG));
    if (s.timing(Timing.OUTAGE).count() > 0) {
      row(text, "outage", s.timing(Timing.OUTAGE));
    }
    if (s.timing(Timing.HISTORY).count() > 0) {
      row(text, "history answer", s.timing(Timing.HISTORY));
    }
    line(text, "");
    if (facts.identity().shards() > 1) {
      line(
          text,
          "  shards         %d, clocks %.3f ms apart (+- %.3f ms)",
          facts.identity().shards(),
          facts.clocks().largestMillis(),
          facts.clocks().errorMillis());
    }
    line(
        text,
        "  validity       %s; generator %.1f us CPU a delivery",
        s.valid() ? "valid" : "NOT VALID: " + String.join("; ", s.invalidReasons()),
        s.cpuMicrosPerDelivery());
    line(text, "  verdict        %s", verdict(s));
    return text.toString();
  }

  private static String verdict(Summary s) {
    if (!s.complete()) {
      return "INCOMPLETE: " + s.facts().ending().stopped();
    }
    return s.flawless()
        ? "every delivery arrived, none twice"
        : "FAILED: " + String.join("; ", s.flaws());
  }

  /** Never rounds a ratio up to 1. */
  private static String ratio(double ratio) {
    return ratio == 1 ? "1.0" : Text.format("%.6f", Math.floor(ratio * 1_000_000) / 1_000_000);
  }

  private static void reasons(StringBuilder text, Map<String, Long> reasons, String what) {
    reasons.forEach(
        (reason, count) -> line(text, "                 %,d %s: %s", count, what, reason));
  }

  private static void row(StringBuilder text, String name, Quantiles q) {
    line(
        text,
        "  %-14s %10s %10s %10s %10s",
        name,
        ms(q.p50()),
        ms(q.p90()),
        ms(q.p99()),
        ms(q.max()));
  }

  private static String ms(double millis) {
    return Text.format(millis < 100 ? "%.2f ms" : "%,.0f ms", millis);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Text.format("%,.0f", value) : String.valueOf(value);
  }

  @FormatMethod
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(Text.format(format, values).stripTrailing()).append('\n');
  }
}
