package dev.chatctl.gateway.bench;

import java.util.List;
import java.util.Locale;

/** Lines of results: a median, and every value it is the median of. */
final class Report {
  private Report() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  static void print(String what, String format, List<Double> values) {
    List<String> sorted =
        values.stream().sorted().map(value -> String.format(Locale.ROOT, format, value)).toList();
    System.out.printf(
        Locale.ROOT,
        "%-66s median %s  (%s)%n",
        what,
        sorted.get(sorted.size() / 2),
        String.join(" ", sorted));
  }
}
