package dev.chatctl.core.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The texts and numbers of a table's row, which is all that a census reads.
 *
 * @param values numbers in digits
 */
public record Item(Map<String, String> values) {

  static Item of(Map<String, AttributeValue> attributes) {
    var values = new HashMap<String, String>();
    attributes.forEach(
        (name, value) -> {
          String text = value.s() == null ? value.n() : value.s();
          if (text != null) {
            values.put(name, text);
          }
        });
    return new Item(values);
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new IllegalStateException("item without attribute " + name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name));
  }

  long number(String name, long fallback) {
    String value = values.get(name);
    return value == null ? fallback : Long.parseLong(value);
  }
}
