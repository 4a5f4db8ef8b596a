package dev.chatctl.loadtest.drive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;

/**
 * A reader of the history: asks again and again, at its own pace, one request at a time. The time
 * is taken from when a request was due until the first frame of its answer.
 */
final class ReaderSocket extends Socket {
  private static final String REQUEST = "{\"action\":\"history\",\"limit\":50}";
  private static final ByteBuf ANSWER =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("\"type\":\"history\"", StandardCharsets.UTF_8));

  private final EventLoop loop;
  private final long periodNanos;
  private final Recorder micros;
  private long due;
  private boolean waiting;

  ReaderSocket(EventLoop loop, double perSecond, Recorder micros) {
    this.loop = loop;
    this.periodNanos = (long) (1e9 / perSecond);
    this.micros = micros;
  }

  @Override
  void opened() {
    due = System.nanoTime() + periodNanos;
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
    sendFrame(new TextWebSocketFrame(REQUEST));
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    long now = System.nanoTime();
    if (!waiting || ByteBufUtil.indexOf(ANSWER.duplicate(), frame.content()) < 0) {
      return;
    }
    waiting = false;
    micros.recordValue(Math.clamp((now - due) / 1000, 0, 600_000_000));
    due += periodNanos;
    schedule();
  }

  @Override
  void failed(String reason) {}

  @Override
  void gone(String reason) {}
}
