package dev.chatctl.local;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.core.Chat;
import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.definition.FunctionDefinition;
import dev.chatctl.core.definition.RouteDefinition;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.invoke.FunctionSettings;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.local.fault.Life;
import dev.chatctl.local.fault.ServiceFault;
import dev.chatctl.local.logs.CurrentFunction;
import dev.chatctl.local.logs.FunctionLog;
import dev.chatctl.local.metrics.FunctionMetrics;
import dev.chatctl.local.metrics.MetricStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definition's functions, made from the very classes that deploy to Lambda. */
final class Functions {
  private final ApiDefinition definition;
  private final Environments environments;
  private final FunctionMetrics metrics;
  private final Map<String, FunctionLog> logs;
  private final CurrentFunction current;

  /**
   * Functions in these environments.
   *
   * @param logs where each function's lines go, by the definition's names
   * @param current told which function runs, for the lines it prints
   */
  Functions(
      ApiDefinition definition,
      Environments environments,
      MetricStore metrics,
      Map<String, FunctionLog> logs,
      CurrentFunction current) {
    this.definition = definition;
    this.environments = environments;
    this.metrics = new FunctionMetrics(metrics, InstantSource.system());
    this.logs = Map.copyOf(logs);
    this.current = current;
  }

  /** The API with a function behind each of the definition's routes. */
  WebSocketApi api(String stage, String region) {
    var builder =
        WebSocketApi.builder()
            .stage(stage)
            .region(region)
            .routeSelectionExpression(definition.routeSelectionExpression());
    definition
        .authorizer()
        .map(name -> requireNonNull(definition.functions().get(name), name))
        .map(function -> function(function, authorizer(function)))
        .ifPresent(function -> builder.authorizer(new Authorizer(function)));
    Map<String, LambdaFunction> functions = new HashMap<>();
    for (RouteDefinition route : definition.routes().values()) {
      builder.route(
          route.key(),
          functions.computeIfAbsent(route.function(), this::function),
          route.routeResponse() ? RouteResponse.ENABLED : RouteResponse.NONE);
    }
    return builder.build();
  }

  /** One of the functions, by the definition's name. */
  LambdaFunction function(String name) {
    FunctionDefinition function = requireNonNull(definition.functions().get(name), name);
    RequestStreamHandler shared = handler(function, environments.shared());
    return function(
        function,
        (in, out, context) -> {
          Optional<Life> life = environments.mortal();
          if (life.isEmpty()) {
            shared.handleRequest(in, out, context);
          } else {
            live(function, life.get(), in, out, context);
          }
        });
  }

  private void live(
      FunctionDefinition function, Life life, InputStream in, OutputStream out, Context context)
      throws IOException {
    var answer = new ByteArrayOutputStream();
    handler(function, environments.of(life)).handleRequest(in, answer, context);
    if (life.isOver()) {
      throw new IllegalStateException("fault: " + ServiceFault.FUNCTION_KILL);
    }
    answer.writeTo(out);
  }

  private LambdaFunction function(FunctionDefinition function, RequestStreamHandler handler) {
    String name = function.name();
    FunctionLog log = requireNonNull(logs.get(name), name);
    String deployedName = Services.deployedName(definition, name);
    return LambdaFunction.of(
        logged(metrics.counted(deployedName, handler), log),
        new FunctionSettings(
            deployedName, function.timeout(), definition.memoryMegabytes(), log::line));
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

  // The authorizer needs no tables.
  private RequestStreamHandler authorizer(FunctionDefinition function) {
    return handler(
        function,
        Map.of(AuthSettings.class, environments.auth(), PrintStream.class, environments.lines()));
  }

  private RequestStreamHandler handler(FunctionDefinition function, Chat chat) {
    return handler(function, Map.of(Chat.class, chat, AuthSettings.class, environments.auth()));
  }

  /** A handler, made of whatever of these its constructor takes. */
  private static RequestStreamHandler handler(
      FunctionDefinition function, Map<Class<?>, Object> parts) {
    try {
      Constructor<?> constructor =
          Arrays.stream(
                  Class.forName(function.handler())
                      .asSubclass(RequestStreamHandler.class)
                      .getConstructors())
              .filter(each -> each.getParameterCount() > 0)
              .filter(each -> parts.keySet().containsAll(List.of(each.getParameterTypes())))
              .findFirst()
              .orElseThrow(NoSuchMethodException::new);
      Object[] arguments = Arrays.stream(constructor.getParameterTypes()).map(parts::get).toArray();
      return (RequestStreamHandler) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "functions.%s.handler: %s (expected: a stream handler with a constructor that takes some of %s)"
              .formatted(
                  function.name(),
                  function.handler(),
                  parts.keySet().stream()
                      .map(Class::getSimpleName)
                      .sorted()
                      .collect(joining(", "))),
          e);
    }
  }
}
