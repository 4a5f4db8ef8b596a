package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The share of recipients reached over time, of the median and of the worst message kept. */
final class Arrivals {
  private static final double[] NONE = {};

  private Arrivals() {}

  static ObjectNode of(Results results) {
    List<MessageTally> kept =
        results.messages().stream()
            .filter(message -> results.curves().of(message.message().number()) != null)
            .sorted(Comparator.comparingLong(message -> message.arrivals().lastNanos().orElse(0)))
            .toList();
    double[] median = kept.isEmpty() ? NONE : shares(results, kept.get(kept.size() / 2));
    double[] worst = kept.isEmpty() ? NONE : shares(results, kept.getLast());
    int shown = Math.max(untilFull(median), untilFull(worst));
    return new Columns<>(IntStream.range(0, shown).boxed().toList())
        .with("ms", bucket -> LatencyBuckets.endMicros(bucket) / 1000.0)
        .with("median", bucket -> median[bucket])
        .with("worst", bucket -> worst[bucket])
        .json();
  }

  /** Classes up to the first that nobody comes after, two at least. */
  private static int untilFull(double[] shares) {
    int full = 1;
    while (full < shares.length && shares[full] != shares[shares.length - 1]) {
      full++;
    }
    return Math.min(shares.length, full + 1);
  }

  private static double[] shares(Results results, MessageTally message) {
    int[] row = results.curves().of(message.message().number());
    double[] shares = new double[LatencyBuckets.COUNT];
    long reached = 0;
    for (int b = 0; row != null && b < row.length; b++) {
      reached += row[b];
      shares[b] = 100.0 * reached / Math.max(1, message.recipients().all());
    }
    return shares;
  }
}
