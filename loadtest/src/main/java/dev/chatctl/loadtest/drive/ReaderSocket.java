package dev.chatctl.loadtest.drive;

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
 * the measured phase only warms up.
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
  private long asked;
  private long due;
  private boolean waiting;

  ReaderSocket(EventLoop loop, double perSecond, long deadlineNanos, Reads reads) {
    this.loop = loop;
    this.periodNanos = (long) (1e9 / perSecond);
    this.deadlineNanos = deadlineNanos;
    this.reads = reads;
  }

  /** From then on, by {@link System#nanoTime()}, its requests count. */
  void measureFrom(long nanos) {
    measuredFrom = nanos;
  }

  @Override
  void opened() {
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
    long request = ++asked;
    sendFrame(new TextWebSocketFrame(REQUEST));
    var unused = loop.schedule(() -> giveUp(request), deadlineNanos, TimeUnit.NANOSECONDS);
  }

  private void giveUp(long request) {
    if (waiting && request == asked && isOpen()) {
      if (isMeasured()) {
        reads.unanswered().increment();
      }
      next();
    }
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    long now = System.nanoTime();
    if (!waiting || ByteBufUtil.indexOf(ANSWER.duplicate(), frame.content()) < 0) {
      return;
    }
    if (isMeasured()) {
      reads.micros().recordValue(Math.clamp((now - due) / 1000, 0, 600_000_000));
    }
    next();
  }

  private boolean isMeasured() {
    return measuredFrom != Long.MAX_VALUE && due - measuredFrom >= 0;
  }

  private void next() {
    waiting = false;
    due += periodNanos;
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
    boolean unused = lifeline.failed(reason);
  }

  @Override
  void gone(String reason) {
    lifeline.gone(reason);
  }
}
