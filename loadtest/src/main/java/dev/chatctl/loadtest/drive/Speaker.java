package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Timeline;
import dev.chatctl.loadtest.wire.ChatRequest;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One publisher's voice: sends each of its messages when it is due, whatever became of those
 * before. What is due while its socket is closed is held until there is one again; what is still
 * held at the end was never sent.
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
  private final Queue<Integer> held = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Socket socket;
  private volatile long startNanos;
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

  /** Speaks through that open socket from now on. */
  void use(Socket through) {
    socket = through;
    loop.execute(this::sendHeld);
  }

  /** Sends one warm-up message, in the way of the measured ones. */
  void warmUp(int number) {
    long due = timeline.now() + WARM_UP_LEAD_NANOS;
    var unused =
        loop.schedule(
            () -> send(Marker.WARM_UP, number, due), WARM_UP_LEAD_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Sends this publisher's share of the schedule; returns at once. */
  void start(long nanos) {
    startNanos = nanos;
    loop.execute(() -> await(0));
  }

  /** Sends nothing more. */
  void stop() {
    stopped = true;
  }

  private void await(int sequence) {
    if (!schedule.contains(publisher, sequence)) {
      return;
    }
    long wait = Math.max(0, due(sequence) - timeline.now());
    var unused = loop.schedule(() -> pass(sequence), wait, TimeUnit.NANOSECONDS);
  }

  private long due(int sequence) {
    return startNanos + schedule.offsetNanos(schedule.message(publisher, sequence));
  }

  private void pass(int sequence) {
    if (stopped) {
      return;
    }
    held.add(sequence);
    sendHeld();
    passed = sequence + 1;
    await(sequence + 1);
  }

  private void sendHeld() {
    for (Integer next = held.peek(); next != null && !stopped; next = held.peek()) {
      long due = due(next);
      long lag = timeline.now() - due;
      if (!send(Marker.MEASURED, next, due)) {
        return;
      }
      held.remove();
      sendLagMicros.recordValue(Micros.ofNanos(lag));
    }
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

  /** Whether there is an open socket to speak through. */
  boolean isHeard() {
    Socket through = socket;
    return through != null && through.isOpen();
  }

  /** The publisher's number. */
  int publisher() {
    return publisher;
  }

  /** Measured messages whose time has come. */
  int passed() {
    return passed;
  }

  /** Measured messages whose time has come without there being a socket, by their number. */
  Set<Integer> unsent() {
    return held.stream()
        .map(sequence -> schedule.message(publisher, sequence))
        .collect(Collectors.toSet());
  }
}
