package dev.chatctl.core.wire;

import dev.chatctl.core.message.Member;
import dev.chatctl.core.message.Sender;
import java.time.Instant;
import java.util.List;

/** What members are told besides messages: of one another, and of their own tokens. */
public sealed interface Notice {
  String room();

  /** The same, told to so many people, the subject included if it is there. */
  default Notice among(long people) {
    return switch (this) {
      case Joined joined -> new Joined(joined.room, joined.who, joined.at, people);
      case Left left -> new Left(left.room, left.who, left.at, people);
      case Renamed renamed -> renamed;
      case Present present -> new Present(present.room, present.people, present.at, people);
      case TokenExpires expires -> expires;
    };
  }

  /**
   * Somebody came.
   *
   * @param count how many are there now
   */
  record Joined(String room, Sender who, Instant at, long count) implements Notice {}

  /**
   * Somebody went.
   *
   * @param count how many are there now
   */
  record Left(String room, Sender who, Instant at, long count) implements Notice {}

  /** Somebody is called something else now. */
  record Renamed(String room, Sender who, String previousName) implements Notice {}

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

  /** Whoever is told this loses the connection then, unless another token comes before. */
  record TokenExpires(String room, Instant at) implements Notice {}
}
