package dev.chatctl.core.wire;

import java.time.Instant;

/** What a room is told about one of its members. */
public sealed interface Notice {
  String room();

  String connectionId();

  record Joined(String room, String connectionId, String name, Instant at) implements Notice {}

  record Left(String room, String connectionId, String name, Instant at) implements Notice {}

  record Renamed(String room, String connectionId, String name, String previousName)
      implements Notice {}
}
