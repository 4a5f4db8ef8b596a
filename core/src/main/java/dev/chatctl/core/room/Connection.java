package dev.chatctl.core.room;

import java.time.Instant;

/**
 * One open connection, as the gateway knows it and as its room sees it.
 *
 * @param shard the part of the room's list that holds it
 * @param name what the others call its user
 * @param dialect the name of the dialect it speaks
 */
public record Connection(
    String id, String room, int shard, String name, String dialect, Instant connectedAt) {

  public Connection {
    if (shard < 0) {
      throw new IllegalArgumentException("shard: " + shard + " (expected: >= 0)");
    }
  }
}
