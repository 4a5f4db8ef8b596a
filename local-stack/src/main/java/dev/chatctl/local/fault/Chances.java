package dev.chatctl.local.fault;

import dev.chatctl.gateway.fault.Delay;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Draws from the faults that are set, with their seed: the same seed gives the same draws in the
 * same order. They may be changed while it runs. Thread-safe.
 */
public final class Chances {
  private StackFaults faults;
  private SplittableRandom random;

  public Chances(StackFaults faults) {
    this.faults = faults;
    this.random = new SplittableRandom(faults.gateway().seed());
  }

  public synchronized StackFaults faults() {
    return faults;
  }

  /** Takes other faults, and begins to draw anew. */
  public synchronized void faults(StackFaults others) {
    faults = others;
    random = new SplittableRandom(others.gateway().seed());
  }

  /** Whether one more operation meets a fault. */
  public synchronized boolean meets(ServiceFault fault) {
    double share = faults.share(fault);
    return share > 0 && random.nextDouble() < share;
  }

  /** One of two. */
  synchronized boolean flip() {
    return random.nextBoolean();
  }

  /** How long a call of a table waits. */
  Duration tableLatency() {
    return drawn(faults().tableLatency());
  }

  /** How long a message of the queue waits. */
  public Duration queueLatency() {
    return drawn(faults().queueLatency());
  }

  private synchronized Duration drawn(Delay delay) {
    return delay.equals(StackFaults.NONE.tableLatency())
        ? Duration.ZERO
        : Duration.ofNanos(delay.nanos(random.nextDouble()));
  }
}
