package dev.chatctl.gateway;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that {@code @connections} can reach: a socket is here from its 101 until the first
 * sign of its end, so that a post afterwards is answered with 410.
 */
final class ConnectionTable {
  private final ConcurrentHashMap<String, Connection> open = new ConcurrentHashMap<>();

  void add(Connection connection) {
    open.put(connection.id(), connection);
  }

  @Nullable Connection find(String id) {
    return open.get(id);
  }

  /** Whether this call took it out. */
  boolean remove(Connection connection) {
    return open.remove(connection.id(), connection);
  }

  Collection<Connection> all() {
    return open.values();
  }

  int size() {
    return open.size();
  }
}
