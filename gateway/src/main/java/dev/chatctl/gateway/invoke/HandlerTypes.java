package dev.chatctl.gateway.invoke;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the input type of a {@code RequestHandler} from its class, through its supertypes. */
final class HandlerTypes {
  private HandlerTypes() {}

  static Type input(Class<?> handler) {
    Type input = find(handler, new HashMap<>());
    if (input == null || input instanceof TypeVariable<?>) {
      throw new IllegalArgumentException(
          "handler: %s (expected: a class that names its types, or the input type given)"
              .formatted(handler.getName()));
    }
    return input;
  }

  private static @Nullable Type find(@Nullable Type type, Map<TypeVariable<?>, Type> bound) {
    if (type == null) {
      return null;
    }
    Class<?> raw;
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      TypeVariable<?>[] names = raw.getTypeParameters();
      Type[] actual = parameterized.getActualTypeArguments();
      for (int i = 0; i < names.length; i++) {
        bound.put(names[i], bound.getOrDefault(actual[i], actual[i]));
      }
    } else {
      raw = (Class<?>) type;
    }
    if (raw == RequestHandler.class) {
      return bound.get(raw.getTypeParameters()[0]);
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Type found = find(parent, bound);
      if (found != null) {
        return found;
      }
    }
    return find(raw.getGenericSuperclass(), bound);
  }
}
