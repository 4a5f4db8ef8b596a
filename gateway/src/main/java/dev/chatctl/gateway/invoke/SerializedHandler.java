package dev.chatctl.gateway.invoke;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An object handler behind bytes. Picks serializers as the managed Java runtime does: its own for
 * the event classes it lists, plain Jackson rules for everything else, so a field that a class does
 * not have is dropped here exactly as it is in Lambda.
 */
final class SerializedHandler implements RequestStreamHandler {
  private static final Map<Type, PojoSerializer<Object>> SERIALIZERS = new ConcurrentHashMap<>();

  private final RequestHandler<Object, Object> handler;
  private final PojoSerializer<Object> input;

  // The input type was read from, or given for, this very handler.
  @SuppressWarnings("unchecked")
  SerializedHandler(RequestHandler<?, ?> handler, Type input) {
    this.handler = (RequestHandler<Object, Object>) handler;
    this.input = serializer(input);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    Object returned = handler.handleRequest(input.fromJson(event), context);
    if (returned == null) {
      result.write("null".getBytes(StandardCharsets.US_ASCII));
    } else {
      serializer(returned.getClass()).toJson(returned, result);
    }
  }

  private static PojoSerializer<Object> serializer(Type type) {
    return SERIALIZERS.computeIfAbsent(type, SerializedHandler::create);
  }

  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> create(Type type) {
    if (type instanceof Class<?> known
        && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(known, known.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
