package dev.chatctl.loadtest.injector;

import dev.chatctl.description.Meaning;
import dev.chatctl.loadtest.stats.Latency;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A reader of the history: asks again and again, at its own pace, one request at a time. The time
 * is taken from when a request was due until the first frame of its answer; what was asked before
 * the measured phase only warms up. An answer that comes after its deadline is nobody's.
 */
final class ReaderUser extends VirtualUser {
  private final LatencyHistograms latencies;
  private final LongAdder unanswered;
  private final long periodNanos;
  private final long deadlineNanos;
  private volatile long measuredFrom = Long.MAX_VALUE;
  private long asked;
  private volatile long due;
  private volatile boolean waiting;
  private volatile boolean gaveUp;
  private volatile boolean ended;

  /**
   * A reader.
   *
   * @param unanswered counts requests given up at the deadline
   */
  ReaderUser(UserContext context, LatencyHistograms latencies, LongAdder unanswered) {
    super(context);
    this.latencies = latencies;
    this.unanswered = unanswered;
    this.periodNanos = (long) (1e9 / plan().population().readRate());
    this.deadlineNanos = plan().traffic().deadline().toNanos();
  }

  /** From then on, by {@link System#nanoTime()}, its requests count. */
  void measureFrom(long nanos) {
    measuredFrom = nanos;
  }

  @Override
  void onOpen(ClientSocket open) {
    due = System.nanoTime() + periodNanos;
    schedule();
  }

  private void schedule() {
    var unused =
        loop().schedule(this::ask, Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void ask() {
    if (!isOpen()) {
      return;
    }
    waiting = true;
    if (ended) { // looked at after it was told to wait: whoever stops it sees one or the other
      waiting = false;
      return;
    }
    long request = ++asked;
    send(client()::askHistory);
    var unused = loop().schedule(() -> giveUp(request), deadlineNanos, TimeUnit.NANOSECONDS);
  }

  private void giveUp(long request) {
    if (isWaiting() && request == asked && isOpen()) {
      countUnanswered();
      gaveUp = true;
      // The answer may come yet, and is not to be taken for that of the next request.
      var unused =
          loop()
              .schedule(
                  () -> {
                    if (waiting && request == asked) {
                      next();
                    }
                  },
                  deadlineNanos,
                  TimeUnit.NANOSECONDS);
    }
  }

  /** Asks nothing more. */
  void end() {
    ended = true;
  }

  /** Whether an answer is still to come in time. */
  boolean isWaiting() {
    return waiting && !gaveUp;
  }

  /** A request is without its answer for good. */
  void countUnanswered() {
    if (isMeasured()) {
      unanswered.increment();
    }
  }

  @Override
  void received(ByteBuf texts, ByteBuf frame, boolean binary, long arrived) {
    long now = System.nanoTime();
    boolean isAnswer = isAnswer(frame, binary);
    if (isAnswer) {
      client().answered(frame, binary);
    }
    if (!waiting || !isAnswer) {
      boolean unused = !Marker.isIn(texts, plan().marker()) && refuses(frame, binary);
      return;
    }
    if (!gaveUp && isMeasured()) {
      latencies.record(Latency.HISTORY, now - due);
    }
    next();
  }

  private boolean isAnswer(ByteBuf frame, boolean binary) {
    return client().interpret(frame, binary).meaning().kinds().contains(Meaning.Kind.HISTORY);
  }

  private boolean isMeasured() {
    return measuredFrom != Long.MAX_VALUE && due - measuredFrom >= 0;
  }

  private void next() {
    waiting = false;
    gaveUp = false;
    long last = due; // written by this loop only
    due = last + periodNanos;
    schedule();
  }

  @Override
  boolean reconnects() {
    return false;
  }

  @Override
  long retryMillis() {
    return 0;
  }

  @Override
  String role() {
    return "a reader";
  }
}
