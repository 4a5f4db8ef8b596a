package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether those are there without whom a run is none. */
final class Attendance {
  private static final Duration CONNECT_PATIENCE = ConnectPhase.PATIENCE;

  private final Plan plan;
  private final ConnectionStats connections;
  private List<VirtualUser> indispensable = List.of();
  private long lastOpenNanos;
  private ConnectionStats.@Nullable Snapshot last;

  Attendance(Plan plan, ConnectionStats connections) {
    this.plan = plan;
    this.connections = connections;
  }

  /** None of these can be done without from now on, nor all listeners. */
  void require(List<VirtualUser> users) {
    indispensable = users;
    lastOpenNanos = System.nanoTime();
  }

  /** The listeners' connections, when all were there at last or at the end. */
  ConnectionStats.Snapshot atEnd() {
    ConnectionStats.Snapshot now = connections.snapshot();
    return last == null ? now : now.withOpen(last.open());
  }

  /** Stops the run when nobody is there, or somebody is missing for good. */
  void check() throws StopException {
    if (connections.open() > 0) {
      lastOpenNanos = System.nanoTime();
    } else if (!plan.connections().reconnect()) {
      throw new StopException(
          Stop.Cause.SYSTEM,
          "every listener's socket was closed: " + connections.snapshot().closes());
    } else if (System.nanoTime() - lastOpenNanos > CONNECT_PATIENCE.toNanos()) {
      throw new StopException(
          Stop.Cause.SYSTEM,
          "nobody could connect again for " + CONNECT_PATIENCE.toSeconds() + " s");
    }
    for (VirtualUser user : indispensable) {
      if (user.gone().isPresent()) {
        throw new StopException(
            Stop.Cause.SYSTEM, user.role() + "'s socket was closed: " + user.gone().get());
      }
    }
  }

  /** For as long as more come back than ever were there since. */
  void awaitAll() throws InterruptedException, StopException {
    int most = 0;
    long end = System.nanoTime() + CONNECT_PATIENCE.toNanos();
    while (!everybodyIsThere() && System.nanoTime() - end < 0) {
      int open = connections.open();
      if (open > most) {
        most = open;
        end = System.nanoTime() + CONNECT_PATIENCE.toNanos();
      }
      check();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** At one moment; at the next, a listener may well be between two sockets again. */
  private boolean everybodyIsThere() {
    ConnectionStats.Snapshot now = connections.snapshot();
    last = now;
    return now.open() == now.opened();
  }
}
