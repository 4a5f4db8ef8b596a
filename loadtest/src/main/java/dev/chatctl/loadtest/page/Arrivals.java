package dev.chatctl.loadtest.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.ledger.LatencyBuckets;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.Results;
import java.util.Comparator;
import java.util.List;

/** The share of recipients reached over time, of the median and of the worst message kept. */
final class Arrivals {
  private Arrivals() {}

  static ObjectNode of(Results results) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    ArrayNode ms = node.putArray("ms");
    ArrayNode median = node.putArray("median");
    ArrayNode worst = node.putArray("worst");
    List<MessageTally> kept =
        results.messages().stream()
            .filter(message -> results.curves().of(message.number()) != null)
            .sorted(Comparator.comparingLong(message -> message.lastNanos().orElse(0)))
            .toList();
    if (kept.isEmpty()) {
      return node;
    }
    double[] middle = shares(results, kept.get(kept.size() / 2));
    double[] last = shares(results, kept.getLast());
    for (int b = 0; b < LatencyBuckets.COUNT; b++) {
      ms.add(LatencyBuckets.endMicros(b) / 1000.0);
      median.add(middle[b]);
      worst.add(last[b]);
      if (b > 0
          && middle[b] == middle[LatencyBuckets.COUNT - 1]
          && last[b] == last[LatencyBuckets.COUNT - 1]) {
        break;
      }
    }
    return node;
  }

  private static double[] shares(Results results, MessageTally message) {
    int[] row = results.curves().of(message.number());
    double[] shares = new double[LatencyBuckets.COUNT];
    long reached = 0;
    for (int b = 0; row != null && b < row.length; b++) {
      reached += row[b];
      shares[b] = 100.0 * reached / Math.max(1, message.recipients());
    }
    return shares;
  }
}
