package dev.chatctl.loadtest.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The summary for people. */
public final class SummaryText {
  private SummaryText() {}

  /** Some twenty lines, verdict last. */
  public static String of(Summary s) {
    RunFacts facts = s.facts();
    ConnectionStats.Snapshot connections = facts.connections();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "run %s%s%s",
        facts.identity().runId(),
        s.complete() ? "" : "  (incomplete)",
        s.valid() ? "" : "  (NOT VALID)");
    line(text, "");
    line(
        text,
        "  connections    %,d of %,d listeners opened, %,d failed, handshake p50 %s, p99 %s",
        connections.opened(),
        facts.load().population().clients(),
        connections.failed(),
        ms(s.timing(Timing.CONNECT), Quantiles::p50),
        ms(s.timing(Timing.CONNECT), Quantiles::p99));
    s.coldConnects().ifPresent(cold -> line(text, "                 %s", cold.text()));
    reasons(text, connections.failures(), "could not connect");
    ConnectionStats.Cuts cuts = connections.cuts();
    if (cuts.planned() > 0) {
      line(text, "                 %,d cut off as planned", cuts.planned());
    }
    reasons(text, cuts.reasons(), "cut, unplanned");
    line(
        text,
        "  messages       %,d of %,d sent at %s/s, after %d warm-up broadcasts",
        s.messages().sent(),
        facts.load().messages().planned(),
        number(facts.load().messages().rate()),
        facts.load().messages().warmUps());
    facts
        .counters()
        .errors()
        .forEach(
            (code, seen) ->
                line(
                    text,
                    "                 %,d answered with an error, %s, the first: %s",
                    seen.count(),
                    code,
                    seen.first()));
    if (facts.counters().strangers() > 0) {
      line(
          text,
          "                 %,d frames that nobody asked for, the first: %s",
          facts.counters().strangers(),
          String.valueOf(facts.counters().firstStranger()));
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
        "                 %,d lost%s, %,d late, %,d excused%s, %,d duplicates, %,d reordered",
        s.deliveries().lost(),
        s.deliveries().away() == 0
            ? ""
            : Text.format(" (%,d of them while cut off, or never there)", s.deliveries().away()),
        s.deliveries().late(),
        s.deliveries().excused(),
        s.deliveries().excused() == 0
            ? ""
            : s.complete() ? " (away as planned)" : " (away as planned, or cut short)",
        s.deliveries().duplicates(),
        facts.counters().reordered());
    line(text, "");
    line(text, "  %-14s %10s %10s %10s %10s", "", "p50", "p90", "p99", "max");
    row(text, "delivery", s.timing(Timing.DELIVERY));
    if (s.timing(Timing.PAUSED).count() > 0) {
      row(text, "  in pauses", s.timing(Timing.PAUSED));
    }
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
    if (!s.flawless()) {
      return "FAILED: " + String.join("; ", s.flaws());
    }
    if (!s.valid()) {
      return "NOT VALID: " + String.join("; ", s.invalidReasons());
    }
    Deliveries d = s.deliveries();
    // Rounded down: it may not have listened for longer than it says.
    double lingered = Math.floor(s.facts().ending().lingeredSeconds() * 10) / 10;
    String within = " within " + number(lingered) + " s";
    return d.lost() + d.late() + d.duplicates() + s.facts().connections().cuts().unplanned() == 0
        ? "every delivery arrived, none twice" + within
        : Text.format(
            "within its budget: %,d lost, %,d late, %,d twice%s, %,d connections cut",
            d.lost(), d.late(), d.duplicates(), within, s.facts().connections().cuts().unplanned());
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
        ms(q, Quantiles::p50),
        ms(q, Quantiles::p90),
        ms(q, Quantiles::p99),
        ms(q, Quantiles::max));
  }

  private static String ms(Quantiles q, ToDoubleFunction<Quantiles> which) {
    double millis = which.applyAsDouble(q);
    return q.count() == 0 ? "no data" : Text.format(millis < 100 ? "%.2f ms" : "%,.0f ms", millis);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Text.format("%,.0f", value) : String.valueOf(value);
  }

  @FormatMethod
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(Text.format(format, values).stripTrailing()).append('\n');
  }
}
