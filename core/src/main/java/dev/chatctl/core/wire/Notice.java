package dev.chatctl.core.wire;

import dev.chatctl.core.message.Member;
import java.time.Instant;
import java.util.List;

/** What a room is told about its members. */
public sealed interface Notice {
  String room();

  /** The same, told to so many people, the subject included if it is there. */
  default Notice among(long people) {
    return switch (this) {
      case Joined joined ->
          new Joined(joined.room, joined.connectionId, joined.name, joined.at, people);
      case Left left -> new Left(left.room, left.connectionId, left.name, left.at, people);
      case Renamed renamed -> renamed;
      case Present present -> new Present(present.room, present.people, present.at, people);
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

  /**
   * Who is there, after several came and went.
   *
   * @param people all of them; empty if they are too many to be named
   * @param count how many are there now
   */
  record Present(String room, List<Member> people, Instant at, long count) implements Notice {
    public Present {
      people = List.copyOf(people);
    }
  }
}
