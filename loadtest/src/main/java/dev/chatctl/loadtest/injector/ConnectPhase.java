package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The first phase: everybody has a socket, or it is known why not. */
record ConnectPhase(Plan plan, ConnectionStats connections, VirtualUsers users) {
  /** Between when a connection could be there and when nobody waits for it any more. */
  static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Returns when there is somebody to hear, and everybody else is there. */
  void run() throws InterruptedException, StopException {
    int missing = connections.awaitSettled(PATIENCE.multipliedBy(4).toNanos());
    if (missing > 0) {
      throw unavailable("%d of %d listeners never came".formatted(missing, plan.listeners()));
    }
    users.watch().check();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (users.indispensable().size() < plan.publishers() + plan.readers()) {
      pause(end, "publishers and readers did not come in time");
    }
    for (VirtualUser user : users.indispensable()) {
      awaitOpen(user);
    }
    if (connections.open() == 0) {
      throw unavailable("no listener could connect: " + connections.snapshot().failures());
    }
  }

  private static void awaitOpen(VirtualUser user) throws InterruptedException, StopException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!user.wasOpen()) {
      if (user.gone().isPresent()) {
        throw unavailable(user.role() + " could not connect: " + user.gone().get());
      }
      pause(end, user.role() + " could not connect in time");
    }
  }

  private static void pause(long endNanos, String reason)
      throws InterruptedException, StopException {
    if (System.nanoTime() - endNanos >= 0) {
      throw unavailable(reason);
    }
    TimeUnit.MILLISECONDS.sleep(5);
  }

  private static StopException unavailable(String reason) {
    return new StopException(Stop.Cause.SYSTEM, reason);
  }
}
