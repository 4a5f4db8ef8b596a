package dev.chatctl.loadtest.ledger;

import org.jspecify.annotations.Nullable;

/**
 * For each message, how many recipients it reached within which time. Beyond {@value #KEPT}
 * messages only every second, third... is kept, so that the size stays bounded.
 */
public final class ArrivalCurves {
  private static final int KEPT = 2000;

  private final int every;
  private final int[] @Nullable [] rows;

  /** No arrivals, of that many messages. */
  public ArrivalCurves(int messages) {
    every = Math.max(1, Math.ceilDiv(messages, KEPT));
    rows = new int[Math.ceilDiv(messages, every)][];
  }

  /** One arrival. */
  public void add(int message, long micros) {
    if (message % every == 0) {
      row(message / every)[LatencyBuckets.of(micros)]++;
    }
  }

  /** All arrivals of one message in one class. */
  public void add(int message, int bucket, int count) {
    if (message % every == 0) {
      row(message / every)[bucket] += count;
    }
  }

  /** All arrivals of another process or event loop, of as many messages. */
  public void add(ArrivalCurves other) {
    for (int index = 0; index < rows.length; index++) {
      int[] theirs = other.rows[index];
      for (int b = 0; theirs != null && b < theirs.length; b++) {
        row(index)[b] += theirs[b];
      }
    }
  }

  /** Whether that message is one of those kept. */
  public boolean keeps(int message) {
    return message % every == 0 && message / every < rows.length;
  }

  private int[] row(int index) {
    int[] row = rows[index];
    if (row == null) {
      row = new int[LatencyBuckets.COUNT];
      rows[index] = row;
    }
    return row;
  }

  /** Arrivals of a message by latency class; null when there were none or it is not kept. */
  public int @Nullable [] of(int message) {
    return keeps(message) ? rows[message / every] : null;
  }
}
