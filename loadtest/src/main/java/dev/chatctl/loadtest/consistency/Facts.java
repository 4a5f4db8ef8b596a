package dev.chatctl.loadtest.consistency;

import java.util.List;
import java.util.Map;

/**
 * What the chat's tables hold of a run, once all is quiet.
 *
 * @param messages one for each row
 * @param counted members by room, as the room's row has it
 * @param listed rows of connections that may be alive
 * @param rows how many rows of connections a room has, dead ones included
 */
public record Facts(
    List<Stored> messages,
    Map<String, Long> counted,
    List<Listed> listed,
    Map<String, Long> rows,
    List<Session> sessions) {

  /** A row of a message. */
  public record Stored(String room, Seen message) implements Observation {
    @Override
    public List<Entry> entries() {
      return List.of(new Entry(Span.OPEN, "table", "has " + message.shown()));
    }
  }

  /** A row of a connection. */
  public record Listed(String connectionId, String room, String author) {}

  /** A row of a session. */
  public record Session(String connectionId, String room, String author, boolean closed) {}
}
