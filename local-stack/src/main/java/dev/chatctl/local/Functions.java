package dev.chatctl.local;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.RouteDefinition;
import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.handlers.auth.AuthorizerHandler;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.logs.FunctionLog;
import dev.chatctl.local.metrics.FunctionMetrics;
import dev.chatctl.local.metrics.MetricStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The definition's functions, made from the very classes that deploy to Lambda. */
final class Functions {
  private static final String AUTHORIZER = "authorizer";

  private final Chat chat;
  private final AuthorizerHandler authorizer;
  private final String prefix;
  private final FunctionMetrics metrics;
  private final Map<String, FunctionLog> logs;
  private final CurrentFunction current;

  /**
   * Functions that share one chat.
   *
   * @param name what the deployed functions' names begin with
   * @param logs where each function's lines go, by the definition's names
   * @param current told which function runs, for the lines it prints
   */
  Functions(
      Chat chat,
      AuthorizerHandler authorizer,
      String name,
      MetricStore metrics,
      Map<String, FunctionLog> logs,
      CurrentFunction current) {
    this.chat = chat;
    this.authorizer = authorizer;
    this.prefix = name + "-";
    this.metrics = new FunctionMetrics(metrics, InstantSource.system());
    this.logs = Map.copyOf(logs);
    this.current = current;
  }

  /** The API with a function behind each of the definition's routes. */
  WebSocketApi api(ApiDefinition definition, String stage, String region) {
    Map<String, LambdaFunction> functions = new HashMap<>();
    for (RouteDefinition route : definition.routes().values()) {
      functions.computeIfAbsent(
          route.function(),
          name -> function(requireNonNull(definition.functions().get(name), name)));
    }
    var builder =
        WebSocketApi.builder()
            .stage(stage)
            .region(region)
            .routeSelectionExpression(definition.routeSelectionExpression())
            .authorizer(
                new Authorizer(
                    function(
                        requireNonNull(definition.functions().get(AUTHORIZER), AUTHORIZER),
                        authorizer)));
    for (RouteDefinition route : definition.routes().values()) {
      builder.route(
          route.key(),
          requireNonNull(functions.get(route.function()), route.function()),
          route.routeResponse() ? RouteResponse.ENABLED : RouteResponse.NONE);
    }
    return builder.build();
  }

  /** One of the functions. */
  LambdaFunction function(FunctionDefinition definition) {
    return function(definition, (RequestStreamHandler) handler(definition));
  }

  private LambdaFunction function(FunctionDefinition definition, RequestStreamHandler handler) {
    FunctionLog log = requireNonNull(logs.get(definition.name()), definition.name());
    String deployedName = prefix + definition.name().replace('_', '-');
    return LambdaFunction.of(
        logged(metrics.counted(deployedName, handler), log),
        FunctionSettings.named(deployedName).withLog(log::line));
  }

  private RequestStreamHandler logged(RequestStreamHandler handler, FunctionLog log) {
    return (in, out, context) -> {
      long start = System.nanoTime();
      log.start(context.getAwsRequestId());
      current.begins(log);
      try {
        handler.handleRequest(in, out, context);
      } finally {
        current.ended();
        log.end(
            context.getAwsRequestId(),
            Duration.ofNanos(System.nanoTime() - start),
            context.getMemoryLimitInMB());
      }
    };
  }

  private Object handler(FunctionDefinition definition) {
    try {
      return Class.forName(definition.handler()).getConstructor(Chat.class).newInstance(chat);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "functions.%s.handler: %s (expected: a handler class with a constructor that takes a Chat)"
              .formatted(definition.name(), definition.handler()),
          e);
    }
  }
}
