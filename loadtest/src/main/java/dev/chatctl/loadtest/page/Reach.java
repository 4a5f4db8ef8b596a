package dev.chatctl.loadtest.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the time to the last recipient grows with their number, and a straight line through it. Runs
 * of several N give a point each; one run gives the time in which one of its messages reached 5 %,
 * 10 %... of its recipients: pooled, the differences between messages would count as costs.
 */
final class Reach {
  private static final int POINTS = 20;

  private record Point(double n, double ms) {}

  private Reach() {}

  static ObjectNode ofSteps(List<JsonNode> steps) {
    List<Point> points =
        steps.stream()
            .filter(step -> step.at("/time_to_last_ms/p50").isNumber())
            .map(
                step ->
                    new Point(
                        step.path("clients").intValue(),
                        step.at("/time_to_last_ms/p50").doubleValue()))
            .toList();
    return json(true, points, Fit.of(points));
  }

  /** One message: that with the median cost of one more recipient. */
  static ObjectNode ofCurves(Results results) {
    List<MessageTally> spread =
        results.messages().stream()
            .filter(message -> message.recipients().reached() > 1)
            .filter(message -> results.curves().of(message.message().number()) != null)
            .sorted(Comparator.comparingDouble(Reach::millisPerRecipient))
            .toList();
    if (spread.isEmpty()) {
      return json(false, List.of(), new Fit(0, 0));
    }
    MessageTally median = spread.get(spread.size() / 2);
    int[] counts = requireNonNull(results.curves().of(median.message().number()));
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= POINTS; i++) {
      double n = (double) i / POINTS * median.recipients().reached();
      points.add(new Point(n, timeToReach(counts, n)));
    }
    double slope = millisPerRecipient(median);
    return json(false, points, new Fit(slope, millis(median.arrivals().firstNanos()) - slope));
  }

  /** From the first to the last, shared out to those after the first. */
  private static double millisPerRecipient(MessageTally message) {
    double spread =
        millis(message.arrivals().lastNanos()) - millis(message.arrivals().firstNanos());
    return spread / (message.recipients().reached() - 1);
  }

  private static double millis(OptionalLong nanos) {
    return nanos.orElse(0) / 1e6;
  }

  /** Interpolates within the class in which that many are reached, milliseconds. */
  private static double timeToReach(int[] counts, double goal) {
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

  /** A straight line. */
  private record Fit(double slope, double base) {
    /** By least squares. */
    static Fit of(List<Point> points) {
      double meanN = points.stream().mapToDouble(Point::n).average().orElse(0);
      double meanMs = points.stream().mapToDouble(Point::ms).average().orElse(0);
      double covariance =
          points.stream().mapToDouble(p -> (p.n() - meanN) * (p.ms() - meanMs)).sum();
      double variance = points.stream().mapToDouble(p -> Math.pow(p.n() - meanN, 2)).sum();
      double slope = variance == 0 ? 0 : covariance / variance;
      return new Fit(slope, meanMs - slope * meanN);
    }
  }

  private static ObjectNode json(boolean steps, List<Point> points, Fit fit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("steps", steps);
    node.setAll(
        new Columns<>(points)
            .with("n", Point::n)
            .with("ms", Point::ms)
            .with("fitted", point -> Math.max(0, fit.base() + fit.slope() * point.n()))
            .json());
    node.putObject("fit").put("per_recipient_us", fit.slope() * 1000).put("base_ms", fit.base());
    return node;
  }
}
