package dev.chatctl.gateway.limit;

import java.time.Duration;

/**
 * The time limits of sockets and integrations.
 *
 * @param idle AWS: 10 minutes without a message in either direction
 * @param lifetime AWS: 2 hours after the handshake
 * @param integration AWS: 50 ms to 29 s; what a client waits for a function
 * @param closeHandshake how long a peer may take to answer a close frame
 * @param shutdown how long {@code close()} waits for {@code $disconnect} functions
 * @param pingsKeepAlive whether ping and pong frames count against idleness (AWS: not known)
 */
public record Timing(
    Duration idle,
    Duration lifetime,
    Duration integration,
    Duration closeHandshake,
    Duration shutdown,
    boolean pingsKeepAlive) {
  public static final Timing AWS =
      new Timing(
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofSeconds(29),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          false);

  public Timing {
    positive("idle", idle);
    positive("lifetime", lifetime);
    positive("integration", integration);
    positive("closeHandshake", closeHandshake);
    positive("shutdown", shutdown);
  }

  public Timing withIdle(Duration idle) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timing withLifetime(Duration lifetime) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timing withIntegration(Duration integration) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timing withCloseHandshake(Duration closeHandshake) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timing withShutdown(Duration shutdown) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timing withPingsKeepAlive(boolean pingsKeepAlive) {
    return new Timing(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
