package dev.chatctl.loadtest.consistency;

import java.util.List;

/** A message that came by itself. */
public record Hearing(String socket, long at, Seen message) implements Observation {
  @Override
  public List<Entry> entries() {
    return List.of(new Entry(at, socket, "hears " + message.shown()));
  }
}
