package dev.chatctl.local.logs;

import dev.chatctl.gateway.observe.ExecutionLog;
import dev.chatctl.gateway.observe.GatewayObserver;

/** How much of each event's way through the gateway is logged; as on AWS nothing unless told to. */
public enum GatewayLog {
  /** Nothing. */
  NONE,
  /** What was done for each event, step by step. */
  INFO,
  /** That, with whole events, requests and results: message bodies too. */
  TRACE;

  /** What hears of every operation and writes it into a store. */
  public GatewayObserver into(LogStore store) {
    if (this == NONE) {
      return GatewayObserver.NONE;
    }
    // One stream, not one for each request as on AWS: a load test would leave millions.
    return new ExecutionLog(
        this == TRACE,
        (group, stream, time, lines) ->
            lines.forEach(line -> store.append(group, "gateway", line + "\n")));
  }
}
