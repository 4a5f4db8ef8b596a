package dev.chatctl.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table of the backend is laid out.
 *
 * @param table its name where it is always the same
 * @param key the attributes of its primary key, the partition key first
 * @param attributes those that hold what tools know, by their names for it, such as {@code room}
 */
public record TableLayout(
    Optional<String> table, List<String> key, Map<String, Attribute> attributes) {
  /** What may be said of each table, the id first. */
  static final Map<String, List<String>> KNOWN =
      Map.of(
          "connections", List.of("id", "name", "room", "address", "connected_at"),
          "sessions",
              List.of(
                  "id", "name", "room", "address", "connected_at", "disconnected_at", "duration"),
          "messages", List.of("id", "room", "sender", "text", "sent_at"));

  /** What an attribute is to say. */
  public enum Kind {
    TEXT,
    TIME,
    LENGTH
  }

  /** Of that name among those that tools know. */
  public static Kind kind(String what) {
    return what.endsWith("_at") ? Kind.TIME : what.equals("duration") ? Kind.LENGTH : Kind.TEXT;
  }

  /** The form it has unless the description says another. */
  static Form usualForm(String what) {
    return kind(what) == Kind.TIME ? Form.ISO : Form.TEXT;
  }

  /** How an attribute says what it says. */
  public enum Form {
    TEXT,
    /** A time as in 2026-11-30T12:00:00Z. */
    ISO,
    /** A time or a length in seconds. */
    SECONDS,
    MILLISECONDS
  }

  /**
   * An attribute.
   *
   * @param name in the table
   */
  public record Attribute(String name, Form form) {}

  /** The attribute that holds that, if one does. */
  public Optional<Attribute> attribute(String what) {
    return Optional.ofNullable(attributes.get(what));
  }

  /** Whether the rows of one room are a partition, so that nothing else need be read. */
  public boolean isByRoom() {
    return attribute("room").filter(room -> room.name().equals(key.getFirst())).isPresent();
  }
}
