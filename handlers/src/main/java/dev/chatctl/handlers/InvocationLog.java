package dev.chatctl.handlers;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.log.MetricsLog;
import dev.chatctl.core.metrics.Metric;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.handlers.auth.Caller;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One line an invocation, without what the client said, and a metric for the first. */
final class InvocationLog {
  private final JsonLog log;
  private final AtomicBoolean isCold = new AtomicBoolean(true);

  InvocationLog(JsonLog log) {
    this.log = log;
  }

  void done(WebSocketEvent event, Result result, long nanos) {
    if (isCold.compareAndSet(true, false)) {
      new MetricsLog(log)
          .write(
              new MetricsLog.Samples().add(Metric.COLD_START, 1),
              json -> json.writeStringField("route", event.routeKey()));
    }
    log.info(
        "invocation",
        json -> {
          identify(json, event);
          json.writeNumberField("status", result.statusCode());
          Json.optional(json, "refused", result.refusal().map(Problem.Code::wireName));
          json.writeNumberField("duration_ms", nanos / 1e6);
        });
  }

  void failed(WebSocketEvent event, RuntimeException failure) {
    log.error("invocation_failed", failure, json -> identify(json, event));
  }

  private static void identify(JsonGenerator json, WebSocketEvent event) throws IOException {
    json.writeStringField("route", event.routeKey());
    json.writeStringField("connection_id", event.connectionId());
    json.writeStringField("request_id", event.requestId());
    Json.optional(json, "user", Caller.of(event.handshake().authorizer()).user());
    if (event.close().code().isPresent()) {
      json.writeNumberField("close_code", event.close().code().getAsInt());
    }
    Json.optional(json, "close_reason", event.close().reason());
  }
}
