package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.observe.GatewayMetric.Name;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts as the live service does. AWS, in short: {@code $connect} is a connect, if it is let
 * through to its function ("Monitor WebSocket API execution with CloudWatch metrics"), and a
 * message; two-way is two messages; a post and a {@code $disconnect} are one each; the three errors
 * get a sample of 0 or 1 for each operation, so their average is a rate; a message without a route
 * is a client error and nothing else.
 */
public final class Metrics implements GatewayObserver {
  private static final List<Name> ERRORS =
      List.of(Name.ClientError, Name.IntegrationError, Name.ExecutionError);

  private final boolean detailed;
  private final Name functionFailure;
  private final Consumer<GatewayMetric> sink;

  /**
   * Samples for every API and stage. A function that throws or times out is an IntegrationError.
   *
   * @param detailed whether every route has a series too (AWS: DetailedMetricsEnabled)
   */
  public Metrics(boolean detailed, Consumer<GatewayMetric> sink) {
    this(detailed, Name.IntegrationError, sink);
  }

  /**
   * As above.
   *
   * @param functionFailure which of the errors a function is that throws or times out (AWS: not
   *     shown by any capture)
   */
  public Metrics(boolean detailed, Name functionFailure, Consumer<GatewayMetric> sink) {
    this.detailed = detailed;
    this.functionFailure = functionFailure;
    this.sink = sink;
  }

  @Override
  public void finished(Exchange exchange) {
    if (exchange.routeKey() == null) {
      emit(exchange, Name.ClientError, 1);
      return;
    }
    if (exchange.type() == EventType.CONNECT && isLetThrough(exchange)) {
      emit(exchange, Name.ConnectCount, 1);
    }
    int messages = messages(exchange);
    if (messages > 0) {
      emit(exchange, Name.MessageCount, messages);
    }
    Name error = error(exchange);
    for (Name each : ERRORS) {
      emit(exchange, each, each == error ? 1 : 0);
    }
    Exchange.Call call = exchange.call();
    if (call != null) {
      emit(exchange, Name.IntegrationLatency, (double) call.latencyMillis());
    }
  }

  private static boolean isLetThrough(Exchange exchange) {
    return exchange.call() != null || exchange.outcome().error() == null;
  }

  private static int messages(Exchange exchange) {
    return switch (exchange.type()) {
      case CONNECT, DISCONNECT -> 1;
      case MESSAGE -> exchange.traffic().out() >= 0 ? 2 : 1;
      case CONNECTION_API ->
          exchange.routeKey() != null && exchange.routeKey().startsWith("POST") ? 1 : 0;
    };
  }

  /** AWS: a function that returns 503, or is not there at all, is an ExecutionError. */
  private @Nullable Name error(Exchange exchange) {
    GatewayError error = exchange.outcome().error();
    if (error == GatewayError.INTEGRATION_FAILURE || error == GatewayError.INTEGRATION_TIMEOUT) {
      return functionFailure;
    }
    return switch (exchange.outcome().status() / 100) {
      case 4 -> Name.ClientError;
      case 5 -> Name.ExecutionError;
      default -> null;
    };
  }

  private void emit(Exchange exchange, Name name, double value) {
    String api = exchange.request().api().apiId();
    String stage = exchange.request().api().stage();
    sink.accept(new GatewayMetric(name, value, api, null, null, exchange.request().time()));
    sink.accept(new GatewayMetric(name, value, api, stage, null, exchange.request().time()));
    if (detailed && exchange.routeKey() != null) {
      sink.accept(
          new GatewayMetric(
              name, value, api, stage, exchange.routeKey(), exchange.request().time()));
    }
  }
}
