package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.wire.ChatRequest;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Recorder;

/**
 * A publisher: sends each message when it is due, whatever became of those before. It lives on an
 * event loop of its own, so that reading deliveries never delays a send.
 */
final class PublisherSocket extends Socket {
  private final int run;
  private final int index;
  private final int payloadBytes;
  private final Schedule schedule;
  private final EventLoop loop;
  private final Recorder sendLagMicros;
  private final CompletableFuture<Void> whenOpen = new CompletableFuture<>();
  private final CompletableFuture<String> whenGone = new CompletableFuture<>();
  private volatile int sent;
  private volatile boolean stopped;
  private final AtomicLong refusals = new AtomicLong();

  PublisherSocket(
      int run,
      int index,
      int payloadBytes,
      Schedule schedule,
      EventLoop loop,
      Recorder sendLagMicros) {
    this.run = run;
    this.index = index;
    this.payloadBytes = payloadBytes;
    this.schedule = schedule;
    this.loop = loop;
    this.sendLagMicros = sendLagMicros;
  }

  /** Sends one warm-up message, in the way of the measured ones. */
  void warmUp(int number) {
    long due = System.nanoTime() + 1_000_000;
    var unused =
        loop.schedule(() -> send(Marker.WARM_UP, number, due), 1_000_000, TimeUnit.NANOSECONDS);
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
    if (!schedule.contains(index, sequence)) {
      return;
    }
    long due = startNanos + schedule.offsetNanos(schedule.message(index, sequence));
    var unused =
        loop.schedule(
            () -> sendDue(startNanos, sequence, due),
            Math.max(0, due - System.nanoTime()),
            TimeUnit.NANOSECONDS);
  }

  private void sendDue(long startNanos, int sequence, long due) {
    if (stopped || !isOpen()) {
      return;
    }
    long lag = System.nanoTime() - due;
    sendLagMicros.recordValue(Math.clamp(lag / 1000, 0, 600_000_000));
    send(Marker.MEASURED, sequence, due);
    sent = sequence + 1;
    await(startNanos, sequence + 1);
  }

  private void send(byte kind, int sequence, long due) {
    Marker marker = new Marker(run, kind, index, sequence, due);
    sendFrame(new TextWebSocketFrame(ChatRequest.sendMessage(marker, payloadBytes)));
  }

  /** Measured messages sent so far. */
  int sent() {
    return sent;
  }

  /** Answers that carry no marker: on a chat that is well, errors of the gateway. */
  long refusals() {
    return refusals.get();
  }

  /** Completes when the socket is open, fails when it cannot be opened. */
  CompletableFuture<Void> whenOpen() {
    return whenOpen;
  }

  /** Completes with the reason when the open socket is gone. */
  CompletableFuture<String> whenGone() {
    return whenGone;
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    if (Marker.find(frame.content(), run) < 0) {
      refusals.incrementAndGet();
    }
  }

  @Override
  void opened() {
    whenOpen.complete(null);
  }

  @Override
  void failed(String reason) {
    whenOpen.completeExceptionally(new IllegalStateException(reason));
  }

  @Override
  void gone(String reason) {
    whenGone.complete(reason);
  }
}
