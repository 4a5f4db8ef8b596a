package dev.chatctl.core.census;

import dev.chatctl.core.table.Row;
import java.util.Locale;
import java.util.Optional;

/** A row that is about a user. */
public record Trace(Kind kind, String table, Row row) {
  /** What rows say of somebody. */
  public enum Kind {
    /** Somebody is connected. */
    CONNECTION(true, "room_shard connection_id"),
    SESSION(true, "connection_id"),
    /** What somebody takes up of a limit, for hours; its key says whose it is. */
    LIMIT(true, "subject id"),
    MESSAGE(true, "room_bucket message_id"),
    /** A message was sent, perhaps to one person only; not what it said. */
    MARKER(true, "room_bucket message_id"),
    /** Kept, or whoever is erased would no longer be banned. */
    RULE(false, "part id"),
    /** Kept, or whoever can erase could hide what was done. */
    AUDIT(false, "part id");

    private final boolean erasable;
    private final String key;

    Kind(boolean erasable, String key) {
      this.erasable = erasable;
      this.key = key;
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isErasable() {
      return erasable;
    }
  }

  /** The row's key. */
  Row key() {
    Row found = Row.EMPTY;
    for (String name : kind.key.split(" ", -1)) {
      found = found.with(name, row.text(name));
    }
    return found;
  }

  /** The connection, if it is one. */
  public Optional<ConnectionRow> connection() {
    return kind == Kind.CONNECTION ? Optional.of(ConnectionRow.listed(row)) : Optional.empty();
  }
}
