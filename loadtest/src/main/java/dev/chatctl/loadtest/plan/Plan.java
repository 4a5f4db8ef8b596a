package dev.chatctl.loadtest.plan;

import dev.chatctl.loadtest.ledger.Schedule;
import java.net.URI;
import java.time.Duration;

/**
 * One run, fully decided.
 *
 * @param runId names the run and its results folder
 * @param url the WebSocket endpoint, {@code ws} or {@code wss}
 * @param clients listeners; publishers come on top and are not counted
 * @param schedule the measured messages and when each is due
 * @param rate messages per second, as asked for
 * @param payloadBytes length of a message's text; the marker is the least
 * @param warmUps broadcasts before the measured phase, never counted
 * @param connectRate handshakes started per second
 * @param connectsInFlight handshakes pending at once
 * @param deadline a delivery later than this after its due time is late
 */
public record Plan(
    String runId,
    URI url,
    int clients,
    Schedule schedule,
    double rate,
    int payloadBytes,
    int warmUps,
    int connectRate,
    int connectsInFlight,
    Duration deadline) {

  /** The same run against another endpoint. */
  public Plan at(URI other) {
    return new Plan(
        runId,
        other,
        clients,
        schedule,
        rate,
        payloadBytes,
        warmUps,
        connectRate,
        connectsInFlight,
        deadline);
  }

  /** Identifies this run in a marker: a run only takes in its own messages. */
  public int marker() {
    return runId.hashCode();
  }

  /** Deliveries if every message reaches every listener. */
  public long expected() {
    return (long) clients * schedule.messages();
  }

  /** Time the connect ramp takes at the planned rate, in whole seconds. */
  public Duration ramp() {
    return Duration.ofSeconds(Math.ceilDiv(clients, connectRate));
  }
}
