package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.Timing;
import java.util.List;

/** What one run of a calibration came to. */
record CalibrationRow(String chat, Summary summary) {
  static final View<CalibrationRow> VIEW =
      View.of(
          "calibration",
          CalibrationRow::chat,
          List.of(
              Column.of("chat", CalibrationRow::chat),
              Column.of("rate", f -> f.summary().facts().load().messages().rate()),
              Column.of("deliveries_per_second", f -> f.summary().throughput().achieved()),
              Column.of("p50_ms", f -> f.summary().timing(Timing.DELIVERY).p50()),
              Column.of("p99_ms", f -> f.summary().timing(Timing.DELIVERY).p99()),
              Column.of("cpu_us_per_delivery", f -> f.summary().cpuMicrosPerDelivery()),
              Column.of("resident_kb_per_connection", f -> f.summary().residentKilobytes()),
              Column.of("delivery_ratio", f -> f.summary().deliveryRatio()),
              Column.of("invalid_reasons", f -> f.summary().invalidReasons())));

  /** Above the lines for people. */
  static final String HEADING =
      Text.format(
          "%-20s %8s %14s %10s %10s %11s %10s %8s",
          "chat", "rate", "deliveries/s", "p50", "p99", "CPU", "resident", "ratio");

  /** For people. */
  String line() {
    return Text.format(
            "%-20s %6.1f/s %,14.0f %7.2f ms %7.2f ms %7.1f us %8.1f KB %8s  %s",
            chat,
            summary.facts().load().messages().rate(),
            summary.throughput().achieved(),
            summary.timing(Timing.DELIVERY).p50(),
            summary.timing(Timing.DELIVERY).p99(),
            summary.cpuMicrosPerDelivery(),
            summary.residentKilobytes(),
            summary.flawless() ? "1.0" : Text.format("%.6f", summary.deliveryRatio()),
            summary.valid() ? "" : "NOT VALID: " + String.join("; ", summary.invalidReasons()))
        .stripTrailing();
  }
}
