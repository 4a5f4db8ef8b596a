package dev.chatctl.loadtest.consistency;

import java.util.ArrayList;
import java.util.List;

/**
 * A client's socket in a room.
 *
 * @param span from the end of the handshake until the client asked for the end, or saw it
 */
public record Stay(String socket, String author, String room, Span span) implements Observation {
  boolean isOpen() {
    return span.to() == Span.OPEN;
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(span.from(), socket, "is connected as %s to %s".formatted(author, room)));
    if (!isOpen()) {
      entries.add(new Entry(span.to(), socket, "leaves"));
    }
    return entries;
  }
}
