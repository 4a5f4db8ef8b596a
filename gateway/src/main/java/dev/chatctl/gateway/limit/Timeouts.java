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
public record Timeouts(
    Duration idle,
    Duration lifetime,
    Duration integration,
    Duration closeHandshake,
    Duration shutdown,
    boolean pingsKeepAlive) {
  public static final Timeouts AWS =
      new Timeouts(
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofSeconds(29),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          false);

  public Timeouts {
    positive("idle", idle);
    positive("lifetime", lifetime);
    positive("integration", integration);
    positive("closeHandshake", closeHandshake);
    positive("shutdown", shutdown);
  }

  public Timeouts withIdle(Duration idle) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timeouts withLifetime(Duration lifetime) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timeouts withIntegration(Duration integration) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timeouts withCloseHandshake(Duration closeHandshake) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timeouts withShutdown(Duration shutdown) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  public Timeouts withPingsKeepAlive(boolean pingsKeepAlive) {
    return new Timeouts(idle, lifetime, integration, closeHandshake, shutdown, pingsKeepAlive);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
