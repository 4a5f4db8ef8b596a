package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Micros;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/**
 * A reader of the history: asks again and again, at its own pace, one request at a time. The time
 * is taken from when a request was due until the first frame of its answer; what was asked before
 * the measured phase only warms up. An answer that comes after its deadline is nobody's.
 */
final class ReaderSocket extends Socket implements Companion {
  /**
   * What readers measure.
   *
   * @param micros time from due to answered
   * @param unanswered requests given up at the deadline
   */
  record Reads(Recorder micros, LongAdder unanswered) {}

  private static final String REQUEST = "{\"action\":\"history\",\"limit\":50}";
  private static final ByteBuf ANSWER =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("\"type\":\"history\"", StandardCharsets.UTF_8));

  private final EventLoop loop;
  private final long periodNanos;
  private final long deadlineNanos;
  private final Reads reads;
  private final Lifeline lifeline = new Lifeline();
  private volatile long measuredFrom = Long.MAX_VALUE;
  private final Runnable settled;
  private long asked;
  private volatile long due;
  private volatile boolean waiting;
  private volatile boolean gaveUp;
  private volatile boolean stopped;

  /**
   * A reader.
   *
   * @param settled called when the handshake has ended, well or not
   */
  ReaderSocket(
      EventLoop loop, double perSecond, long deadlineNanos, Reads reads, Runnable settled) {
    this.loop = loop;
    this.periodNanos = (long) (1e9 / perSecond);
    this.deadlineNanos = deadlineNanos;
    this.reads = reads;
    this.settled = settled;
  }

  /** From then on, by {@link System#nanoTime()}, its requests count. */
  void measureFrom(long nanos) {
    measuredFrom = nanos;
  }

  @Override
  void opened() {
    settled.run();
    due = System.nanoTime() + periodNanos;
    lifeline.opened();
    schedule();
  }

  private void schedule() {
    var unused =
        loop.schedule(this::ask, Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void ask() {
    if (!isOpen()) {
      return;
    }
    waiting = true;
    if (stopped) { // looked at after it was told to wait: whoever stops it sees one or the other
      waiting = false;
      return;
    }
    long request = ++asked;
    sendFrame(new TextWebSocketFrame(REQUEST));
    var unused = loop.schedule(() -> giveUp(request), deadlineNanos, TimeUnit.NANOSECONDS);
  }

  private void giveUp(long request) {
    if (isWaiting() && request == asked && isOpen()) {
      countUnanswered();
      gaveUp = true;
      // The answer may come yet, and is not to be taken for that of the next request.
      var unused =
          loop.schedule(
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
  void stop() {
    stopped = true;
  }

  /** Whether an answer is still to come in time. */
  boolean isWaiting() {
    return waiting && !gaveUp;
  }

  /** A request is without its answer for good. */
  void countUnanswered() {
    if (isMeasured()) {
      reads.unanswered().increment();
    }
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    long now = System.nanoTime();
    if (!waiting || ByteBufUtil.indexOf(ANSWER.duplicate(), frame.content()) < 0) {
      return;
    }
    if (!gaveUp && isMeasured()) {
      reads.micros().recordValue(Micros.ofNanos(now - due));
    }
    next();
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
  public String role() {
    return "a reader";
  }

  @Override
  public Lifeline lifeline() {
    return lifeline;
  }

  @Override
  public void dismiss() {
    loop.execute(this::close);
  }

  @Override
  void failed(String reason) {
    settled.run();
    boolean unused = lifeline.failed(reason);
  }

  @Override
  void gone(String reason) {
    lifeline.gone(reason);
  }
}
