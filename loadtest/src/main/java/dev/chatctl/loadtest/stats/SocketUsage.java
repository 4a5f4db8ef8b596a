package dev.chatctl.loadtest.stats;

import java.util.concurrent.atomic.LongAdder;

/** What is billed of the sockets of this process, as API Gateway meters it. */
public final class SocketUsage {
  private static final int STEP = 32 * 1024;
  private static final double NANOS_PER_MINUTE = 60e9;

  private final LongAdder handshakes = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder steps = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder openSince = new LongAdder();
  private final LongAdder endedNanos = new LongAdder();

  /**
   * What has been used.
   *
   * @param handshakes sockets opened
   * @param requests frames sent, each of which runs a function
   * @param steps of 32 KB that frames in either direction had
   * @param minutes that sockets were open, all together
   */
  public record Total(long handshakes, long requests, long steps, double minutes) {
    /** Of two processes. */
    public Total plus(Total more) {
      return new Total(
          handshakes + more.handshakes,
          requests + more.requests,
          steps + more.steps,
          minutes + more.minutes);
    }
  }

  /** A socket is open as of then, by {@link System#nanoTime()}. */
  public void opened(long nanos) {
    handshakes.increment();
    open.increment();
    openSince.add(nanos);
  }

  /** One that was opened then is gone now. */
  public void closed(long openedNanos, long nanos) {
    open.decrement();
    openSince.add(-openedNanos);
    endedNanos.add(nanos - openedNanos);
  }

  /** A frame of that many bytes was sent. */
  public void sent(int bytes) {
    requests.increment();
    steps.add(stepsOf(bytes));
  }

  /** A frame of that many bytes came. */
  public void received(int bytes) {
    steps.add(stepsOf(bytes));
  }

  /** Even an empty frame is one. */
  private static int stepsOf(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, STEP));
  }

  /** All up to then. */
  public Total total(long nanos) {
    long openNanos = open.sum() * nanos - openSince.sum();
    return new Total(
        handshakes.sum(),
        requests.sum(),
        steps.sum(),
        (endedNanos.sum() + openNanos) / NANOS_PER_MINUTE);
  }
}
