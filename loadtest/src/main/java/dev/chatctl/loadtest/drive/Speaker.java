package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Timeline;
import dev.chatctl.loadtest.wire.ChatRequest;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One publisher's voice: sends each of its messages when it is due, whatever became of those
 * before. What is due while its socket is closed stays unsent and is told so.
 */
final class Speaker {
  private static final long WARM_UP_LEAD_NANOS = 1_000_000;

  private final int run;
  private final int publisher;
  private final int payloadBytes;
  private final Schedule schedule;
  private final Timeline timeline;
  private final EventLoop loop;
  private final Recorder sendLagMicros;
  private volatile @Nullable Socket socket;
  private volatile int passed;
  private volatile boolean stopped;

  Speaker(Plan plan, int publisher, EventLoop loop, Recorder sendLagMicros) {
    this.run = plan.marker();
    this.publisher = publisher;
    this.payloadBytes = plan.traffic().payloadBytes();
    this.schedule = plan.schedule();
    this.timeline = plan.timeline();
    this.loop = loop;
    this.sendLagMicros = sendLagMicros;
  }

  /** Speaks through that socket from now on. */
  void use(Socket through) {
    socket = through;
  }

  /** Sends one warm-up message, in the way of the measured ones. */
  void warmUp(int number) {
    long due = timeline.now() + WARM_UP_LEAD_NANOS;
    var unused =
        loop.schedule(
            () -> send(Marker.WARM_UP, number, due), WARM_UP_LEAD_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Sends this publisher's share of the schedule; returns at once. */
  void start(long startNanos) {
    loop.execute(() -> await(startNanos, 0));
  }

  /** Sends nothing more. */
  void stop() {
    stopped = true;
  }

  private void await(long startNanos, int sequence) {
    if (!schedule.contains(publisher, sequence)) {
      return;
    }
    long due = startNanos + schedule.offsetNanos(schedule.message(publisher, sequence));
    var unused =
        loop.schedule(
            () -> sendDue(startNanos, sequence, due),
            Math.max(0, due - timeline.now()),
            TimeUnit.NANOSECONDS);
  }

  private void sendDue(long startNanos, int sequence, long due) {
    if (stopped) {
      return;
    }
    long lag = timeline.now() - due;
    if (send(Marker.MEASURED, sequence, due)) {
      sendLagMicros.recordValue(Math.clamp(lag / 1000, 0, 600_000_000));
    }
    passed = sequence + 1;
    await(startNanos, sequence + 1);
  }

  private boolean send(byte kind, int sequence, long due) {
    Socket through = socket;
    if (through == null || !through.isOpen()) {
      return false;
    }
    Marker marker = new Marker(run, kind, publisher, sequence, due);
    through.sendFrame(new TextWebSocketFrame(ChatRequest.sendMessage(marker, payloadBytes)));
    return true;
  }

  /** The publisher's number. */
  int publisher() {
    return publisher;
  }

  /** Measured messages whose time has come. */
  int passed() {
    return passed;
  }
}
