package dev.chatctl.core.table;

import dev.chatctl.core.json.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Texts and numbers by name: an item of a table, a key, or the values of an expression. What an
 * item has of other types is kept as it is, and is no text to anybody. Immutable.
 */
public record Row(Map<String, Value> values) {
  public static final Row EMPTY = new Row(Map.of());

  /**
   * A value.
   *
   * @param type as DynamoDB calls it: {@code S}, {@code N}, {@code BOOL}, {@code L} and the like
   * @param text a number's digits; of other types than text and number the JSON
   */
  public record Value(String type, String text) {
    public static final String TEXT = "S";
    public static final String NUMBER = "N";

    public static Value text(String text) {
      return new Value(TEXT, text);
    }

    public boolean isNumber() {
      return type.equals(NUMBER);
    }

    /** Whether it is a text or a number. */
    public boolean isPlain() {
      return type.equals(TEXT) || isNumber();
    }
  }

  public Row {
    values = Map.copyOf(values);
  }

  public static Row of(String name, String text) {
    return EMPTY.with(name, text);
  }

  public static Row of(String name, long number) {
    return EMPTY.with(name, number);
  }

  public Row with(String name, String text) {
    return with(name, Value.text(text));
  }

  public Row with(String name, long number) {
    return with(name, new Value(Value.NUMBER, Long.toString(number)));
  }

  /** With a point in time as text, such as 2026-11-20T12:00:00.000Z. */
  public Row with(String name, Instant time) {
    return with(name, Timestamps.format(time));
  }

  /** With a text, if there is one. */
  public Row with(String name, Optional<String> text) {
    return text.map(present -> with(name, present)).orElse(this);
  }

  /** With all that the other has. */
  public Row with(Row other) {
    var all = new HashMap<>(values);
    all.putAll(other.values);
    return new Row(all);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * A text that must be there.
   *
   * @throws IllegalStateException if it is not
   */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new IllegalStateException("item without attribute " + name));
  }

  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name)).filter(Value::isPlain).map(Value::text);
  }

  public long number(String name, long fallback) {
    return optionalNumber(name).orElse(fallback);
  }

  public OptionalLong optionalNumber(String name) {
    return optionalText(name).stream().mapToLong(Long::parseLong).findFirst();
  }

  public Instant time(String name) {
    return Timestamps.parse(text(name));
  }

  public Optional<Instant> optionalTime(String name) {
    return optionalText(name).map(Timestamps::parse);
  }

  private Row with(String name, Value value) {
    var all = new HashMap<>(values);
    all.put(name, value);
    return new Row(all);
  }
}
