package dev.chatctl.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The execution log: what the service did for one event, step by step, in its own words. AWS: group
 * {@code /aws/apigateway/{apiId}/{stage}}, about one stream for each request, every line begins
 * with the request id and is cut at 1024 bytes.
 */
public final class ExecutionLog implements GatewayObserver {
  /** Takes the lines of one event. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Stores lines.
     *
     * @param time milliseconds since 1970
     */
    void write(String group, String stream, long time, List<String> lines);
  }

  private static final int MAX_BYTES = 1024;
  private static final String TRUNCATED = " [TRUNCATED]";

  private final boolean dataTrace;
  private final Sink sink;

  /**
   * A log at level INFO.
   *
   * @param dataTrace whether events, requests and responses are written out in full
   */
  public ExecutionLog(boolean dataTrace, Sink sink) {
    this.dataTrace = dataTrace;
    this.sink = sink;
  }

  @Override
  public void finished(Exchange exchange) {
    if (exchange.event() == null) {
      return;
    }
    List<String> lines = new ArrayList<>();
    preamble(lines, exchange);
    opening(lines, exchange);
    Exchange.Call call = exchange.call();
    if (call != null) {
      // Of a function that did not answer in time or could not be run there is no response.
      boolean failed =
          call.failed() && exchange.outcome().error() == GatewayError.INTEGRATION_FAILURE;
      integration(lines, call, failed);
    }
    ending(lines, exchange);
    String prefix = "(" + exchange.request().id() + ") ";
    sink.write(
        "/aws/apigateway/"
            + exchange.request().api().apiId()
            + "/"
            + exchange.request().api().stage(),
        stream(exchange.request().id()),
        exchange.request().time(),
        lines.stream().map(line -> cut(prefix + line)).toList());
  }

  private static void preamble(List<String> lines, Exchange exchange) {
    String stage = exchange.request().api().apiId() + "/" + exchange.request().api().stage();
    String route = exchange.routeKey() == null ? "$default" : exchange.routeKey();
    lines.add("Extended Request Id: " + exchange.request().extendedId());
    lines.add(
        "Verifying Usage Plan for request: %s. API Key:  API Stage: %s"
            .formatted(exchange.request().id(), stage));
    lines.add(
        ("API Key  authorized because route '%s' does not require API Key."
                + " Request will not contribute to throttle or quota limits")
            .formatted(route));
    lines.add("Usage Plan check succeeded for API Key  and API Stage " + stage);
    lines.add("Starting execution for request: " + exchange.request().id());
    lines.add("WebSocket Request Route: [" + route + "]");
  }

  private void opening(List<String> lines, Exchange exchange) {
    String api = exchange.request().api().apiId();
    switch (exchange.type()) {
      case CONNECT ->
          lines.add(
              "Client [UserAgent: %s, SourceIp: %s] is connecting to WebSocket API [%s]."
                  .formatted(
                      exchange.request().sender().userAgent(),
                      exchange.request().sender().sourceIp(),
                      api));
      case MESSAGE -> {
        String line =
            "WebSocket API [%s] received message from client [Connection Id: %s]."
                .formatted(api, exchange.request().connectionId());
        Exchange.Call call = exchange.call();
        lines.add(
            dataTrace && call != null
                ? line + " Message: [" + new String(call.event(), UTF_8) + "]."
                : line);
      }
      case DISCONNECT, CONNECTION_API -> {}
    }
  }

  private void integration(List<String> lines, Exchange.Call call, boolean failed) {
    if (dataTrace) {
      lines.add("Endpoint request URI: " + call.function());
      lines.add("Endpoint request body after transformations: " + new String(call.event(), UTF_8));
      lines.add("Sending request to " + call.function());
      if (failed || !call.failed()) {
        lines.add(
            "Received response. Status: 200, Integration latency: " + call.latencyMillis() + " ms");
      }
      if (!call.failed()) {
        lines.add(
            "Endpoint response body before transformations: " + new String(call.payload(), UTF_8));
      }
    }
    lines.add("AWS Integration Endpoint RequestId : " + call.requestId());
    if (failed) {
      lines.add(
          ("Lambda execution failed with status 200 due to customer function error: %s."
                  + " Lambda request id: %s")
              .formatted(new String(call.payload(), UTF_8), call.requestId()));
    }
  }

  private static void ending(List<String> lines, Exchange exchange) {
    String api = exchange.request().api().apiId();
    String id = exchange.request().connectionId();
    switch (exchange.type()) {
      case CONNECT -> {
        if (exchange.outcome().status() / 100 == 2) {
          lines.add(
              "Client [Connection Id: %s] connected to API [%s] successfully.".formatted(id, api));
        } else {
          lines.add(
              "Client [Connection Id: %s] failed to connect to API [%s] with status code [%d]."
                  .formatted(id, api, exchange.outcome().status()));
        }
      }
      case MESSAGE ->
          lines.add(
              "Message from client [Connection Id: %s] sent to API [%s] with response status code [%d]."
                  .formatted(id, api, exchange.outcome().status()));
      case DISCONNECT -> {
        RequestContext event = exchange.event();
        CloseReason closing =
            event == null || event.closeReason() == null
                ? CloseReason.DROPPED
                : event.closeReason();
        lines.add(
            ("Client [Connection Id: %s] disconnected from API [%s] with integration response"
                    + " status code [%d]. Close reason: [%d: %s]")
                .formatted(id, api, exchange.outcome().status(), closing.code(), closing.reason()));
      }
      case CONNECTION_API -> {}
    }
  }

  /** A name of 32 hexadecimal digits that is the same for the same request. */
  private static String stream(String requestId) {
    long hash = 1125899906842597L;
    for (int i = 0; i < requestId.length(); i++) {
      hash = 31 * hash + requestId.charAt(i);
    }
    return "%016x%016x".formatted(hash, Long.rotateLeft(hash * 0x9E3779B97F4A7C15L, 32));
  }

  private static String cut(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return bytes.length <= MAX_BYTES ? line : new String(bytes, 0, MAX_BYTES, UTF_8) + TRUNCATED;
  }
}
