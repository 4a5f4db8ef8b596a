package dev.chatctl.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that were accepted and have not ended, and among them those that {@code @connections}
 * can reach: from the 101 until the first sign of the end, so that a post afterwards is answered
 * with 410.
 */
final class ConnectionTable {
  private final ConcurrentHashMap<String, Connection> open = new ConcurrentHashMap<>();
  private final Set<Connection> accepted = ConcurrentHashMap.newKeySet();
  private boolean shut;

  /** Takes a socket in; false once the table is shut. */
  synchronized boolean add(Connection connection) {
    if (shut) {
      return false;
    }
    accepted.add(connection);
    open.put(connection.id(), connection);
    return true;
  }

  /** Takes nobody in any more; gives those who are still to end, however far they are with it. */
  synchronized List<Connection> shut() {
    shut = true;
    return List.copyOf(accepted);
  }

  synchronized boolean isShut() {
    return shut;
  }

  @Nullable Connection find(String id) {
    return open.get(id);
  }

  /** The end of a socket began. */
  void leave(Connection connection) {
    open.remove(connection.id(), connection);
  }

  /** A socket that left has ended. */
  void ended(Connection connection) {
    accepted.remove(connection);
  }

  Collection<Connection> all() {
    return open.values();
  }

  int size() {
    return open.size();
  }
}
