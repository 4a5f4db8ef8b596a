package dev.chatctl.core.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB attribute values and the types this project keeps in them. */
public final class Items {
  private Items() {}

  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** A point in time as text, such as 2026-11-20T12:00:00.000Z. */
  public static AttributeValue time(Instant value) {
    return text(Timestamps.format(value));
  }

  public static String text(Map<String, AttributeValue> item, String name) {
    return optionalText(item, name)
        .orElseThrow(() -> new IllegalStateException("item without attribute " + name));
  }

  public static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  public static long number(Map<String, AttributeValue> item, String name, long fallback) {
    AttributeValue value = item.get(name);
    return value == null ? fallback : Long.parseLong(value.n());
  }

  public static Instant time(Map<String, AttributeValue> item, String name) {
    return Timestamps.parse(text(item, name));
  }

  public static Optional<Instant> optionalTime(Map<String, AttributeValue> item, String name) {
    return optionalText(item, name).map(Timestamps::parse);
  }
}
