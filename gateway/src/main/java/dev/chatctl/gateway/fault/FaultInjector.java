package dev.chatctl.gateway.fault;

import java.util.concurrent.atomic.AtomicLong;

/** Draws the fate of operations. Thread-safe; free of cost where a share is zero. */
public final class FaultInjector {
  /** What becomes of a call. */
  public enum Fate {
    FINE,
    GONE,
    THROTTLED,
    ERROR,
    HANG,
    THROW
  }

  private static final double UNIT = 0x1.0p-53;

  private final Faults faults;
  private final Draws latencies;
  private final Draws calls;
  private final Draws drops;
  private final Draws disconnects;
  private final Draws integrations;

  public FaultInjector(Faults faults) {
    this.faults = faults;
    this.latencies = new Draws(faults.seed(), 1);
    this.calls = new Draws(faults.seed(), 2);
    this.drops = new Draws(faults.seed(), 3);
    this.disconnects = new Draws(faults.seed(), 4);
    this.integrations = new Draws(faults.seed(), 5);
  }

  public Faults faults() {
    return faults;
  }

  /** Nanoseconds that the next {@code @connections} call waits before it is served. */
  public long callDelayNanos() {
    if (faults.postLatency() instanceof Delay.Fixed fixed) {
      return fixed.value().toNanos();
    }
    return faults.postLatency().nanos(latencies.next());
  }

  /** What becomes of the next {@code @connections} call. */
  public Fate call() {
    if (faults.gone() + faults.throttle() + faults.error() == 0) {
      return Fate.FINE;
    }
    double at = calls.next();
    if (at < faults.gone()) {
      return Fate.GONE;
    }
    if (at < faults.gone() + faults.throttle()) {
      return Fate.THROTTLED;
    }
    return at < faults.gone() + faults.throttle() + faults.error() ? Fate.ERROR : Fate.FINE;
  }

  /** Whether the socket of the next message or post drops. */
  public boolean dropsSocket() {
    return faults.dropSocket() > 0 && drops.next() < faults.dropSocket();
  }

  /** Whether the next {@code $disconnect} is lost. */
  public boolean losesDisconnect() {
    return faults.loseDisconnect() > 0 && disconnects.next() < faults.loseDisconnect();
  }

  /** What becomes of the next call of a function. */
  public Fate integration() {
    if (faults.integrationHang() + faults.integrationThrow() == 0) {
      return Fate.FINE;
    }
    double at = integrations.next();
    if (at < faults.integrationHang()) {
      return Fate.HANG;
    }
    return at < faults.integrationHang() + faults.integrationThrow() ? Fate.THROW : Fate.FINE;
  }

  /** The numbers of one kind of operation. */
  private static final class Draws {
    private final long start;
    private final AtomicLong drawn = new AtomicLong();

    Draws(long seed, long kind) {
      this.start = mix(seed + kind * 0xD1B54A32D192ED03L);
    }

    /** The next one, evenly in [0, 1). */
    double next() {
      return (mix(start + drawn.getAndIncrement()) >>> 11) * UNIT;
    }
  }

  /** The finisher of SplitMix64: neighbouring inputs give unrelated outputs. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
