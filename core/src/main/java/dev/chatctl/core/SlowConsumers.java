package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.fanout.SlowConnections;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Ends connections that have not taken what they were sent for longer than they may. AWS refuses
 * posts alike for a client that does not read and for an account that posts too much, but a client
 * that does not read keeps nobody from asking for its connection.
 */
record SlowConsumers(
    Membership membership,
    SlowConnections slow,
    ConnectionControl control,
    JsonLog log,
    InstantSource clock) {
  private static final String REASON = "slow consumer";
  private static final int THERE = 200;

  /** AWS: how {@code DELETE} closes a socket. */
  private static final int CLOSED_NORMALLY = 1000;

  /** Each takes a few calls; whoever is left is found by the next broadcast. */
  private static final int AT_ONCE = 10;

  /**
   * Drops whoever is overdue, a few a broadcast.
   *
   * @param refusing who refused a broadcast to the end
   * @param deadline after which none is begun
   */
  void drop(List<Recipient> refusing, Instant deadline) {
    slow.overdue(refusing, clock.instant()).stream()
        .limit(AT_ONCE)
        .takeWhile(one -> clock.instant().isBefore(deadline))
        .forEach(this::drop);
  }

  private void drop(Recipient one) {
    try {
      if (Futures.await(control.ask(one.connectionId())) != THERE) {
        return;
      }
      // First the session, so that it says why; $disconnect then finds it closed.
      membership.depart(
          new Departure(
              one.connectionId(),
              one.connectedAt(),
              clock.instant(),
              OptionalInt.of(CLOSED_NORMALLY),
              Optional.of(REASON)));
      Futures.await(control.close(one.connectionId()));
      slow.forget(one.connectionId());
      new MetricsLog(log)
          .write(
              new MetricsLog.Samples().add(Metric.SLOW_CONSUMERS_DROPPED, 1),
              json -> json.writeStringField("connection_id", one.connectionId()));
    } catch (CompletionException | SdkException e) {
      log.error(
          "dropping_failed", e, json -> json.writeStringField("connection_id", one.connectionId()));
    }
  }
}
