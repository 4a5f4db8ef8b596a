package dev.chatctl.loadtest.ledger;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of one event loop saw. One writer, hence no contention on the path of a
 * delivery: counters are published with ordered stores, the per-message arrays are read after the
 * loop was fenced.
 */
public final class LoopAccount {
  private final Schedule schedule;
  private final long deadlineNanos;
  private final Pauses pauses;
  private final SingleWriterRecorder latency = Micros.singleWriterRecorder();
  private final SingleWriterRecorder paused = Micros.singleWriterRecorder();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong reordered = new AtomicLong();
  private final AtomicLong warmUps = new AtomicLong();
  private final AtomicLong strangers = new AtomicLong();
  private final int[] receivedOf;
  private final int[] lateOf;
  private final int[] duplicatesOf;
  private final long[] firstNanos;
  private final long[] lastNanos;
  private final ArrivalCurves curves;
  private @Nullable Histogram interval;
  private @Nullable Histogram pausedInterval;
  private boolean closed;

  LoopAccount(Schedule schedule, long deadlineNanos, Pauses pauses) {
    this.schedule = schedule;
    this.deadlineNanos = deadlineNanos;
    this.pauses = pauses;
    int messages = schedule.messages();
    receivedOf = new int[messages];
    lateOf = new int[messages];
    duplicatesOf = new int[messages];
    firstNanos = new long[messages];
    lastNanos = new long[messages];
    curves = new ArrivalCurves(messages);
    Arrays.fill(firstNanos, Long.MAX_VALUE);
    Arrays.fill(lastNanos, Long.MIN_VALUE);
  }

  /** A measured message arrived at a recipient of this event loop. */
  public void arrived(
      ListenerAccount to, int publisher, int sequence, long dueNanos, long nowNanos) {
    if (closed) {
      return;
    }
    if (!schedule.contains(publisher, sequence)) {
      stranger();
      return;
    }
    if (!to.hears(publisher)) {
      stranger();
      return;
    }
    int message = schedule.message(publisher, sequence);
    long nanos = nowNanos - dueNanos;
    long micros = Micros.ofNanos(nanos);
    Receipt receipt = to.accept(publisher, sequence, micros);
    if (receipt != Receipt.DUPLICATE && pauses.overlap(dueNanos, nowNanos)) {
      paused.recordValue(micros);
    }
    switch (receipt) {
      case DUPLICATE -> {
        duplicatesOf[message]++;
        increment(duplicates);
      }
      case REORDERED -> {
        increment(reordered);
        first(message, nanos, micros);
      }
      case IN_ORDER -> first(message, nanos, micros);
    }
  }

  /** Nothing that arrives from now on counts: the account is to be settled. */
  public void close() {
    closed = true;
  }

  /** Whether nothing counts any more. */
  public boolean isClosed() {
    return closed;
  }

  private void first(int message, long nanos, long micros) {
    if (nanos > deadlineNanos) {
      lateOf[message]++;
      increment(late);
    } else {
      receivedOf[message]++;
      increment(received);
    }
    latency.recordValue(micros);
    curves.add(message, micros);
    firstNanos[message] = Math.min(firstNanos[message], nanos);
    lastNanos[message] = Math.max(lastNanos[message], nanos);
  }

  /** A warm-up message arrived. */
  public void warmedUp() {
    increment(warmUps);
  }

  /** A frame without a marker of this run, or meant for others, arrived. */
  public void stranger() {
    increment(strangers);
  }

  /** One writer: an ordered store is enough, and cheaper than a locked increment. */
  private static void increment(AtomicLong counter) {
    counter.lazySet(counter.getPlain() + 1);
  }

  /** Latencies since the last call, microseconds; good until the next call. */
  Histogram interval() {
    interval = latency.getIntervalHistogram(interval);
    return interval;
  }

  /** Of those the ones that a pause overlaps. */
  Histogram pausedInterval() {
    pausedInterval = paused.getIntervalHistogram(pausedInterval);
    return pausedInterval;
  }

  /** Recipients of this loop that a message reached, in time or not. */
  int reached(int message) {
    return receivedOf[message] + lateOf[message];
  }

  /** Time from due to a message's last arrival here; meaningless before there is one. */
  long lastNanos(int message) {
    return lastNanos[message];
  }

  /** The account of a message at the recipients of this loop that it reached. */
  MessageTally tally(MessageTally.Message message) {
    int m = message.number();
    return new MessageTally(
        message,
        false,
        new MessageTally.Recipients(receivedOf[m], lateOf[m], 0, 0, 0),
        duplicatesOf[m],
        reached(m) == 0
            ? MessageTally.Arrivals.NONE
            : new MessageTally.Arrivals(
                OptionalLong.of(firstNanos[m]), OptionalLong.of(lastNanos[m])));
  }

  /** How arrivals were spread. */
  ArrivalCurves curves() {
    return curves;
  }

  /** What was counted so far, one counter after the other. */
  Counts counts() {
    return new Counts(
        new DeliveryCounts(received.get(), late.get(), duplicates.get(), reordered.get()),
        warmUps.get(),
        strangers.get());
  }
}
