package dev.chatctl.gateway.invoke;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Type;
import java.net.URI;

/**
 * The code behind a route: takes the JSON bytes of an event, gives a result. Called on a virtual
 * thread, so it may block; may be called by many threads at once. The event's bytes are the
 * function's to keep.
 */
@FunctionalInterface
public interface LambdaFunction {
  /**
   * Runs once, however long it takes; {@link TimeLimit#invoke} stops it when its time is up.
   *
   * @throws InterruptedException when the invocation was stopped
   */
  InvocationResult invoke(byte[] event) throws InterruptedException;

  /** What it is configured with. */
  default FunctionSettings settings() {
    return FunctionSettings.DEFAULT;
  }

  /** A stream handler in this JVM. */
  static LambdaFunction of(RequestStreamHandler handler) {
    return of(handler, FunctionSettings.named(handler.getClass().getSimpleName()));
  }

  /** A stream handler in this JVM. */
  static LambdaFunction of(RequestStreamHandler handler, FunctionSettings settings) {
    return new JvmFunction(handler, settings);
  }

  /**
   * An object handler in this JVM; events and results pass through Lambda's own serializer.
   *
   * @throws IllegalArgumentException when the handler's types cannot be read from its class, as for
   *     a lambda expression; name them with {@link #of(RequestHandler, Type, FunctionSettings)}
   */
  static LambdaFunction of(RequestHandler<?, ?> handler) {
    return of(handler, FunctionSettings.named(handler.getClass().getSimpleName()));
  }

  /** An object handler in this JVM. */
  static LambdaFunction of(RequestHandler<?, ?> handler, FunctionSettings settings) {
    return of(handler, HandlerTypes.input(handler.getClass()), settings);
  }

  /** An object handler in this JVM whose input type is given, for lambda expressions. */
  static LambdaFunction of(RequestHandler<?, ?> handler, Type input, FunctionSettings settings) {
    return new JvmFunction(new SerializedHandler(handler, input), settings);
  }

  /**
   * A function behind the Lambda Invoke HTTP API, in any language.
   *
   * @param endpoint the base URL, such as {@code http://127.0.0.1:3001}
   * @param settings its name and how long it may take
   */
  static LambdaFunction http(URI endpoint, FunctionSettings settings) {
    return HttpFunction.at(endpoint, settings);
  }
}
