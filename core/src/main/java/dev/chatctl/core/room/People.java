package dev.chatctl.core.room;

import dev.chatctl.core.message.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of who is in a room.
 *
 * @param next where the next page starts; empty at the end
 */
public record People(List<Member> members, Optional<Cursor> next) {
  public People {
    members = List.copyOf(members);
  }

  People after(List<Member> earlier) {
    var all = new ArrayList<>(earlier);
    all.addAll(members);
    return new People(all, next);
  }

  /** Behind a connection of a shard. */
  public record Cursor(int shard, String connectionId) {
    static final Cursor START = new Cursor(0, "");

    /** As clients know it. */
    public String write() {
      return shard + "." + connectionId;
    }

    /** Reads what {@link #write} wrote; empty if it is anything else. */
    public static Optional<Cursor> read(String text) {
      int dot = text.indexOf('.');
      return text.matches("[0-9]{1,6}\\.[\\x21-\\x7e]{1,128}")
          ? Optional.of(
              new Cursor(Integer.parseInt(text.substring(0, dot)), text.substring(dot + 1)))
          : Optional.empty();
    }
  }
}
