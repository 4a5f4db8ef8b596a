package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Finds, as a run goes on, which messages have reached everybody since it last looked. */
final class Completions {
  /** Beyond that many, the oldest are no longer looked at: they will hardly become complete. */
  private static final int LONGEST_WAITING = 1000;

  private final Ledger ledger;
  private final List<Integer> waiting = new ArrayList<>();
  private int seen;

  Completions(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Times to the last recipient, microseconds.
   *
   * @param sent messages sent so far
   */
  Histogram take(int sent) {
    Histogram times = Micros.histogram();
    for (; seen < sent; seen++) {
      waiting.add(seen);
    }
    waiting.removeIf(
        message -> {
          OptionalLong nanos = ledger.completeNanos(message);
          nanos.ifPresent(n -> times.recordValue(Micros.ofNanos(n)));
          return nanos.isPresent();
        });
    if (waiting.size() > LONGEST_WAITING) {
      waiting.subList(0, waiting.size() - LONGEST_WAITING).clear();
    }
    return times;
  }
}
