package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.Latency;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends each message of one publisher when it is due, whatever became of those before: an open
 * loop. What is due while its socket is closed is held until there is one again; what is still held
 * at the end was never sent.
 */
final class ScheduledSender {
  private static final long WARM_UP_LEAD_NANOS = 1_000_000;

  private final Plan plan;
  private final Schedule schedule;
  private final int publisher;
  private final EventLoop loop;
  private final LatencyHistograms latencies;
  private final Queue<Integer> held = new ConcurrentLinkedQueue<>();
  private final long[] sentNanos;
  private volatile @Nullable ClientSocket socket;
  private volatile long startNanos;
  private volatile int passed;
  private volatile boolean stopped;

  ScheduledSender(Plan plan, int publisher, EventLoop loop, LatencyHistograms latencies) {
    this.plan = plan;
    this.schedule = plan.schedule();
    this.publisher = publisher;
    this.loop = loop;
    this.latencies = latencies;
    this.sentNanos = new long[Math.ceilDiv(schedule.messages(), schedule.publishers())];
    Arrays.fill(sentNanos, Ledger.Sendings.NEVER);
  }

  /** Sends through that open socket from now on. */
  void use(ClientSocket through) {
    socket = through;
    loop.execute(this::sendHeld);
  }

  /** Sends one warm-up message, in the way of the measured ones. */
  void warmUp(int number) {
    long due = plan.clock().now() + WARM_UP_LEAD_NANOS;
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
    long wait = Math.max(0, due(sequence) - plan.clock().now());
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
      long now = plan.clock().now();
      long lag = now - due;
      if (!send(Marker.MEASURED, next, due)) {
        return;
      }
      held.remove();
      sentNanos[next] = now;
      latencies.record(Latency.SEND_LAG, lag);
    }
  }

  private boolean send(byte kind, int sequence, long due) {
    ClientSocket through = socket;
    if (through == null || !through.isOpen()) {
      return false;
    }
    Marker marker = new Marker(plan.marker(), kind, publisher, sequence, due);
    through.say(marker.text(plan.traffic().payloadBytes()));
    return true;
  }

  /** Whether there is an open socket to send through. */
  boolean canSend() {
    ClientSocket through = socket;
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

  /** When it sent that message of its own, on the plan's clock; to be read behind a fence. */
  long sentNanos(int sequence) {
    return sentNanos[sequence];
  }

  /** Waits until all that its event loop has done is visible. */
  void fence() throws InterruptedException {
    loop.submit(() -> {}).await(10_000);
  }
}
