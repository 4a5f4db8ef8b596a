package dev.chatctl.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.InvocationResult;
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
  private static final String ENDPOINT_REQUEST = "AWS Integration Endpoint RequestId : ";
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
    RequestContext event = exchange.event();
    if (event == null) {
      return;
    }
    Exchange.Request request = exchange.request();
    String stage = request.api().apiId() + "/" + request.api().stage();
    List<String> lines = new ArrayList<>(preamble(exchange, stage));
    opening(lines, exchange, event);
    Exchange.Call call = exchange.call();
    if (call != null) {
      integration(lines, call);
    }
    lines.add(ending(exchange, event));
    sink.write(
        "/aws/apigateway/" + stage,
        stream(request.id()),
        request.time(),
        lines.stream().map(line -> cut("(" + request.id() + ") " + line)).toList());
  }

  private static List<String> preamble(Exchange exchange, String stage) {
    String id = exchange.request().id();
    String route = exchange.routeKey() == null ? "$default" : exchange.routeKey();
    return List.of(
        "Extended Request Id: " + exchange.request().extendedId(),
        "Verifying Usage Plan for request: %s. API Key:  API Stage: %s".formatted(id, stage),
        ("API Key  authorized because route '%s' does not require API Key."
                + " Request will not contribute to throttle or quota limits")
            .formatted(route),
        "Usage Plan check succeeded for API Key  and API Stage " + stage,
        "Starting execution for request: " + id,
        "WebSocket Request Route: [" + route + "]");
  }

  private void opening(List<String> lines, Exchange exchange, RequestContext event) {
    Client client = event.client();
    Exchange.Call call = exchange.call();
    if (event.type() == EventType.CONNECT) {
      lines.add(
          "Client [UserAgent: %s, SourceIp: %s] is connecting to WebSocket API [%s]."
              .formatted(client.userAgent(), client.sourceIp(), client.api().apiId()));
    } else if (event.type() == EventType.MESSAGE) {
      String line =
          "WebSocket API [%s] received message from client [Connection Id: %s]."
              .formatted(client.api().apiId(), client.connectionId());
      lines.add(
          dataTrace && call != null
              ? line + " Message: [" + new String(call.event(), UTF_8) + "]."
              : line);
    }
  }

  /** Of a function that did not answer in time or could not be run there is no response. */
  private void integration(List<String> lines, Exchange.Call call) {
    trace(
        lines,
        "Endpoint request URI: " + call.function(),
        "Endpoint request body after transformations: " + new String(call.event(), UTF_8),
        "Sending request to " + call.function());
    String received =
        "Received response. Status: 200, Integration latency: " + call.latencyMillis() + " ms";
    switch (call.result()) {
      case InvocationResult.Returned(String id, byte[] payload) -> {
        String body = "Endpoint response body before transformations: ";
        trace(lines, received, body + new String(payload, UTF_8));
        lines.add(ENDPOINT_REQUEST + id);
      }
      case InvocationResult.FunctionError(String id, String message) -> {
        trace(lines, received);
        lines.add(ENDPOINT_REQUEST + id);
        lines.add(
            ("Lambda execution failed with status 200 due to customer function error: %s."
                    + " Lambda request id: %s")
                .formatted(message, id));
      }
      case null, default -> lines.add(ENDPOINT_REQUEST + "-");
    }
  }

  private void trace(List<String> lines, String... more) {
    if (dataTrace) {
      lines.addAll(List.of(more));
    }
  }

  private static String ending(Exchange exchange, RequestContext event) {
    String id = "[Connection Id: " + event.client().connectionId() + "]";
    String api = "API [" + event.client().api().apiId() + "]";
    int status = exchange.outcome().status();
    return switch (event.type()) {
      case CONNECT ->
          status / 100 == 2
              ? "Client %s connected to %s successfully.".formatted(id, api)
              : "Client %s failed to connect to %s with status code [%d]."
                  .formatted(id, api, status);
      case DISCONNECT -> {
        CloseReason reason =
            event.closeReason() == null ? CloseReason.DROPPED : event.closeReason();
        yield ("Client %s disconnected from %s with integration response status code [%d]."
                + " Close reason: [%d: %s]")
            .formatted(id, api, status, reason.code(), reason.reason());
      }
      default ->
          "Message from client %s sent to %s with response status code [%d]."
              .formatted(id, api, status);
    };
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
