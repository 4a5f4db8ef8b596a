package dev.chatctl.gateway.internal.connection;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.limit.Timeouts;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets that are idle or too old. One pass over the table now and then costs less than a
 * timer for each socket, in time and in memory.
 *
 * @param tooOld how a socket ends at the limit of its lifetime
 */
public record Sweeper(
    ConnectionRegistry connections, Timeouts timeouts, CloseReason tooOld, InstantSource clock) {
  private static final long SLOWEST_MILLIS = 1_000;
  private static final long FASTEST_MILLIS = 10;
  private static final int STEPS = 10;

  /**
   * Sweeps until the group shuts down, at a tenth of the shorter limit and at least each second.
   */
  public void schedule(EventLoopGroup group) {
    Duration shorter =
        timeouts.idle().compareTo(timeouts.lifetime()) < 0 ? timeouts.idle() : timeouts.lifetime();
    long period = Math.clamp(shorter.dividedBy(STEPS).toMillis(), FASTEST_MILLIS, SLOWEST_MILLIS);
    var unused =
        group.next().scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long now = clock.millis();
    long idleSince = now - timeouts.idle().toMillis();
    long bornBefore = now - timeouts.lifetime().toMillis();
    for (ClientConnection connection : connections.all()) {
      if (connection.client().connectedAt() <= bornBefore) {
        connection.close(tooOld);
      } else if (connection.lastActive() <= idleSince) {
        connection.close(CloseReason.GOING_AWAY);
      }
    }
  }
}
