package dev.chatctl.gateway.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Which faults a gateway shows. Shares are of 0 to 1.
 *
 * @param seed the same seed gives the same faults to the same operations
 * @param postLatency how long every {@code @connections} call waits before it is served, so that
 *     its effect is late too
 * @param gone share of {@code @connections} calls answered with 410 though the connection is there
 * @param throttle share answered with 429
 * @param error share answered with 500
 * @param dropSocket share of messages and posts at which the client's socket ends without a close
 *     frame
 * @param loseDisconnect share of ended sockets for which {@code $disconnect} does not run
 * @param integrationHang share of calls whose function is not called and never answers
 * @param integrationThrow share of calls whose function is not called and fails
 */
public record Faults(
    long seed,
    Delay postLatency,
    double gone,
    double throttle,
    double error,
    double dropSocket,
    double loseDisconnect,
    double integrationHang,
    double integrationThrow) {
  public static final Faults NONE =
      new Faults(0, new Delay.Fixed(Duration.ZERO), 0, 0, 0, 0, 0, 0, 0);

  public Faults {
    requireNonNull(postLatency, "postLatency");
    share("gone", gone);
    share("throttle", throttle);
    share("error", error);
    share("dropSocket", dropSocket);
    share("loseDisconnect", loseDisconnect);
    share("integrationHang", integrationHang);
    share("integrationThrow", integrationThrow);
    share("gone + throttle + error", gone + throttle + error);
    share("integrationHang + integrationThrow", integrationHang + integrationThrow);
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

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 0..1)");
    }
  }
}
