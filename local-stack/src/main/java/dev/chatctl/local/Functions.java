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
import dev.chatctl.local.metrics.FunctionMetrics;
import dev.chatctl.local.metrics.MetricStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The definition's functions, made from the very classes that deploy to Lambda. */
final class Functions {
  private final Chat chat;
  private final AuthorizerHandler authorizer;
  private final String prefix;
  private final FunctionMetrics metrics;

  /**
   * Functions that share one chat.
   *
   * @param name what the deployed functions' names begin with
   */
  Functions(Chat chat, AuthorizerHandler authorizer, String name, MetricStore metrics) {
    this.chat = chat;
    this.authorizer = authorizer;
    this.prefix = name + "-";
    this.metrics = new FunctionMetrics(metrics, InstantSource.system());
  }

  /** The API with a function behind each of the definition's routes. */
  WebSocketApi api(ApiDefinition definition, String stage, String region) {
    Map<String, LambdaFunction> functions = new HashMap<>();
    for (RouteDefinition route : definition.routes().values()) {
      functions.computeIfAbsent(
          route.function(),
          name -> function(requireNonNull(definition.functions().get(name), name)));
    }
    var api =
        WebSocketApi.builder()
            .stage(stage)
            .region(region)
            .routeSelectionExpression(definition.routeSelectionExpression())
            .authorizer(new Authorizer(LambdaFunction.of(authorizer)));
    for (RouteDefinition route : definition.routes().values()) {
      api.route(
          route.key(),
          requireNonNull(functions.get(route.function()), route.function()),
          route.routeResponse() ? RouteResponse.ENABLED : RouteResponse.NONE);
    }
    return api.build();
  }

  /** One of the functions. */
  LambdaFunction function(FunctionDefinition definition) {
    try {
      Object handler =
          Class.forName(definition.handler()).getConstructor(Chat.class).newInstance(chat);
      return LambdaFunction.of(
          metrics.counted(
              prefix + definition.name().replace('_', '-'), (RequestStreamHandler) handler),
          FunctionSettings.named(definition.name()).withLog(System.err::println));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "functions.%s.handler: %s (expected: a handler class with a constructor that takes a Chat)"
              .formatted(definition.name(), definition.handler()),
          e);
    }
  }
}
