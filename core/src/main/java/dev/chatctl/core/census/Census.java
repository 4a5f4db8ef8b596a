package dev.chatctl.core.census;

import dev.chatctl.core.room.RoomState;
import java.util.Iterator;
import java.util.Optional;

/**
 * What an operator reads of a chat's tables. Blocks; rows come as they are asked for. Thread-safe.
 */
public interface Census {
  /** Every connection of every room, in no order. */
  Iterator<ConnectionRow> connections();

  /** The connections of one room; reads nothing else. */
  Iterator<ConnectionRow> connections(String room);

  /** A connection that is listed as active. */
  Optional<ConnectionRow> connection(String connectionId);

  /** What the tables know of a connection, present or past. */
  Optional<SessionRow> session(String connectionId);

  /** Sessions, open and closed, in no order. */
  Iterator<SessionRow> sessions(SessionFilter filter);

  /** Every room, in no order. */
  Iterator<RoomState> rooms();

  /** A room, if there is one of that name. */
  Optional<RoomState> room(String name);
}
