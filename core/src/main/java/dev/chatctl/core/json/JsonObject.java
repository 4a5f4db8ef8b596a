package dev.chatctl.core.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Members keep their order; a value is a String, Long, Double, Boolean, List, {@code
 * JsonObject} or null.
 *
 * <p>The Optional-returning getters treat a member of another type like an absent one; callers that
 * must tell the two apart ask {@link #has} or use {@link #require}.
 */
public final class JsonObject {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, @Nullable Object> members;

  /** Nobody may change the map from now on. */
  JsonObject(Map<String, @Nullable Object> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Set<String> names() {
    return members.keySet();
  }

  public @Nullable Object value(String name) {
    return members.get(name);
  }

  public Optional<String> string(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  public OptionalLong integer(String name) {
    return members.get(name) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** A number of either kind. */
  public OptionalDouble decimal(String name) {
    return members.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** The objects in the array under this name; other elements are left out. */
  public List<JsonObject> objects(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  /** The object under this name, or an empty one. */
  public JsonObject object(String name) {
    return members.get(name) instanceof JsonObject object ? object : EMPTY;
  }

  /**
   * A member that must be there.
   *
   * @throws JsonFormatException if the member is absent or not a string
   */
  public String require(String name) throws JsonFormatException {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new JsonFormatException(
        name + ": " + Json.describe(members.get(name)) + " (expected: a string)");
  }
}
