package dev.chatctl.gateway.internal.fault;

import dev.chatctl.gateway.fault.Delay;
import dev.chatctl.gateway.fault.Fault;
import dev.chatctl.gateway.fault.Fault.Operation;
import dev.chatctl.gateway.fault.Faults;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Draws which operations meet which fault. Thread-safe; nothing is drawn where nothing can be. */
public final class FaultSampler {
  private static final double UNIT = 0x1.0p-53;

  private volatile Sequences sequences;

  public FaultSampler(Faults faults) {
    this.sequences = new Sequences(faults);
  }

  public Faults faults() {
    return sequences.faults;
  }

  /** Draws by these from now on, beginning their sequences anew. */
  public void faults(Faults faults) {
    sequences = new Sequences(faults);
  }

  /** Nanoseconds that the next {@code @connections} call waits before it is served. */
  public long callDelayNanos() {
    Sequences now = sequences;
    return now.faults.postLatency() instanceof Delay.Fixed(var always)
        ? always.toNanos()
        : now.faults.postLatency().nanos(now.latencies.next());
  }

  /** What the next operation of a kind meets; null when it goes well. */
  public @Nullable Fault next(Operation operation) {
    Draws draws = sequences.operations.get(operation);
    return draws == null ? null : draws.fault();
  }

  private static final class Sequences {
    private final Faults faults;
    private final Draws latencies;
    private final Map<Operation, Draws> operations = new EnumMap<>(Operation.class);

    Sequences(Faults faults) {
      long kind = 1;
      this.faults = faults;
      this.latencies = new Draws(faults, List.of(), kind);
      for (Operation operation : Operation.values()) {
        kind++;
        List<Fault> possible =
            operation.faults().stream().filter(fault -> faults.share(fault) > 0).toList();
        if (!possible.isEmpty()) {
          operations.put(operation, new Draws(faults, possible, kind));
        }
      }
    }
  }

  /** The numbers of one kind of operation. */
  private static final class Draws {
    private final Faults faults;
    private final List<Fault> possible;
    private final long start;
    private final AtomicLong drawn = new AtomicLong();

    Draws(Faults faults, List<Fault> possible, long kind) {
      this.faults = faults;
      this.possible = possible;
      this.start = mix(faults.seed() + kind * 0xD1B54A32D192ED03L);
    }

    @Nullable Fault fault() {
      double at = next();
      double below = 0;
      for (Fault fault : possible) {
        below += faults.share(fault);
        if (at < below) {
          return fault;
        }
      }
      return null;
    }

    /** The next number, evenly in [0, 1). */
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
