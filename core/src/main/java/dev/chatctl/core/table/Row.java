package dev.chatctl.core.table;

import dev.chatctl.core.json.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Texts and numbers by name: an item of a table, a key, or the values of an expression. An item's
 * attributes of other types are none of ours and are left out. Immutable.
 */
public record Row(Map<String, Value> values) {
  public static final Row EMPTY = new Row(Map.of());

  /**
   * A text or a number.
   *
   * @param text a number's digits
   */
  public record Value(String text, boolean isNumber) {}

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
    return with(name, new Value(text, false));
  }

  public Row with(String name, long number) {
    return with(name, new Value(Long.toString(number), true));
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
    return Optional.ofNullable(values.get(name)).map(Value::text);
  }

  public long number(String name, long fallback) {
    return optionalNumber(name).orElse(fallback);
  }

  public OptionalLong optionalNumber(String name) {
    Value value = values.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.text()));
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
