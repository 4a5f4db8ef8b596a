package dev.chatctl.core.wire;

import java.time.Instant;

/** What a room is told about one of its members. */
public sealed interface Notice {
  String room();

  String connectionId();

  /** The same, told to so many people, the subject included if it is there. */
  default Notice among(long people) {
    return switch (this) {
      case Joined joined ->
          new Joined(joined.room, joined.connectionId, joined.name, joined.at, people);
      case Left left -> new Left(left.room, left.connectionId, left.name, left.at, people);
      case Renamed renamed -> renamed;
    };
  }

  /**
   * Somebody came.
   *
   * @param count how many are there now
   */
  record Joined(String room, String connectionId, String name, Instant at, long count)
      implements Notice {}

  /**
   * Somebody went.
   *
   * @param count how many are there now
   */
  record Left(String room, String connectionId, String name, Instant at, long count)
      implements Notice {}

  record Renamed(String room, String connectionId, String name, String previousName)
      implements Notice {}
}
