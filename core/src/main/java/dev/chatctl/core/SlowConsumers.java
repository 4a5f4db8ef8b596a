package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.fanout.SlowConnections;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Ends connections that have not taken what they were sent for longer than they may. AWS refuses
 * posts alike for a client that does not read and for an account that posts too much, but a client
 * that does not read keeps nobody from asking for its connection.
 */
record SlowConsumers(
    Evictions evictions,
    SlowConnections slow,
    ConnectionControl control,
    JsonLog log,
    InstantSource clock) {
  private static final int THERE = 200;
  private static final int ASKED_FOR_AT_ONCE = 10;

  /**
   * Drops whoever is overdue, a few a broadcast.
   *
   * @param refusing who refused a broadcast to the end
   * @param deadline after which none is begun
   */
  void drop(List<Recipient> refusing, Instant deadline) {
    List<Recipient> overdue = slow.overdue(refusing, clock.instant());
    List<Recipient> dropped =
        evictions.evict(
            overdue.stream().limit(ASKED_FOR_AT_ONCE).filter(this::isThere),
            EvictionReason.SLOW_CONSUMER,
            deadline);
    dropped.forEach(one -> slow.forget(one.connectionId()));
    if (!dropped.isEmpty()) {
      new MetricsLog(log)
          .write(
              new MetricsLog.Samples().add(Metric.SLOW_CONSUMERS_DROPPED, dropped.size()),
              json -> {});
    }
  }

  private boolean isThere(Recipient one) {
    try {
      return Futures.await(control.ask(one.connectionId())) == THERE;
    } catch (CompletionException | SdkException e) {
      log.error(
          "asking_failed", e, json -> json.writeStringField("connection_id", one.connectionId()));
      return false;
    }
  }
}
