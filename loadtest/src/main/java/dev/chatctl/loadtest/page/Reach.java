package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.report.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How the time to the last recipient grows with their number, and a straight line through it. Runs
 * of several N give a point each; one run gives the time to reach 10 %, 20 %... of its recipients.
 */
final class Reach {
  private static final int POINTS = 20;

  private record Point(double n, double ms) {}

  private Reach() {}

  static ObjectNode ofSteps(List<JsonNode> steps) {
    return json(
        true,
        steps.stream()
            .map(
                step ->
                    new Point(
                        step.path("clients").intValue(),
                        step.at("/time_to_last_ms/p50").doubleValue()))
            .toList());
  }

  static ObjectNode ofCurves(Results results) {
    long[] total = new long[LatencyBuckets.COUNT];
    int kept = 0;
    for (int m = 0; m < results.messages().size(); m++) {
      int[] row = results.curves().of(m);
      kept += row == null ? 0 : 1;
      for (int b = 0; row != null && b < row.length; b++) {
        total[b] += row[b];
      }
    }
    long all = LongStream.of(total).sum();
    List<Point> points = new ArrayList<>();
    for (int i = 1; kept > 0 && i <= POINTS; i++) {
      double share = (double) i / POINTS;
      points.add(new Point(share * all / kept, timeToReach(total, share * all)));
    }
    return json(false, points);
  }

  /** Interpolates within the class in which that many are reached, milliseconds. */
  private static double timeToReach(long[] counts, double goal) {
    long reached = 0;
    for (int b = 0; b < counts.length; b++) {
      if (reached + counts[b] >= goal && counts[b] > 0) {
        double start = b == 0 ? 0 : LatencyBuckets.endMicros(b - 1);
        double within = (goal - reached) / counts[b];
        return (start + within * (LatencyBuckets.endMicros(b) - start)) / 1000;
      }
      reached += counts[b];
    }
    return 0;
  }

  private static ObjectNode json(boolean steps, List<Point> points) {
    double meanN = points.stream().mapToDouble(Point::n).average().orElse(0);
    double meanMs = points.stream().mapToDouble(Point::ms).average().orElse(0);
    double covariance = points.stream().mapToDouble(p -> (p.n() - meanN) * (p.ms() - meanMs)).sum();
    double variance = points.stream().mapToDouble(p -> Math.pow(p.n() - meanN, 2)).sum();
    double slope = variance == 0 ? 0 : covariance / variance;
    double base = meanMs - slope * meanN;
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("steps", steps);
    node.setAll(
        new Columns<>(points)
            .with("n", Point::n)
            .with("ms", Point::ms)
            .with("fitted", point -> Math.max(0, base + slope * point.n()))
            .json());
    node.putObject("fit").put("per_recipient_us", slope * 1000).put("base_ms", base);
    return node;
  }
}
