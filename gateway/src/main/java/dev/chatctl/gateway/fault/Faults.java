package dev.chatctl.gateway.fault;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.fault.Fault.Operation;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which faults a gateway shows.
 *
 * @param seed the same seed gives the same faults to the same operations
 * @param postLatency how long every {@code @connections} call waits before it is served, so that
 *     its effect is late too
 * @param shares of 0 to 1, of the operations that meet each fault; at most 1 for each operation
 */
public record Faults(long seed, Delay postLatency, Map<Fault, Double> shares) {
  public static final Faults NONE = new Faults(0, new Delay.Fixed(Duration.ZERO), Map.of());

  public Faults {
    requireNonNull(postLatency, "postLatency");
    EnumMap<Fault, Double> some = new EnumMap<>(Fault.class);
    shares.forEach(
        (fault, share) -> {
          check(fault.toString(), share);
          if (share > 0) {
            some.put(fault, share);
          }
        });
    shares = Collections.unmodifiableMap(some);
    for (Operation operation : Operation.values()) {
      check(
          operation.faults().stream().map(Fault::toString).collect(Collectors.joining(" + ")),
          operation.faults().stream().mapToDouble(fault -> some.getOrDefault(fault, 0.0)).sum());
    }
  }

  /** The share of operations that meet this fault. */
  public double share(Fault fault) {
    return shares.getOrDefault(fault, 0.0);
  }

  /**
   * Reads the compact form: {@code post-latency=lognormal(10ms,2),gone=1%,seed=42}.
   *
   * @throws IllegalArgumentException naming every part that is wrong and what would be right
   */
  public static Faults parse(String text) {
    return FaultText.parse(text);
  }

  /** The compact form, which {@link #parse} reads back; empty when nothing goes wrong. */
  public String toText() {
    return FaultText.format(this);
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 0..1)");
    }
  }
}
