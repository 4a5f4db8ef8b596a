package dev.chatctl.core.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One open connection, as the gateway knows it and as its room sees it.
 *
 * @param shard the part of the room's list that holds it
 * @param name what the others call its user
 * @param dialect the name of the dialect it speaks
 * @param user who the authorizer says it is; empty for guests
 * @param tokenExpiresAt when the user's token expires and with it the right to send
 */
public record Connection(
    String id,
    String room,
    int shard,
    String name,
    String dialect,
    Instant connectedAt,
    Optional<String> user,
    Optional<Instant> tokenExpiresAt) {

  /** AWS: no connection outlives two hours. */
  public static final Duration LONGEST = Duration.ofHours(2);

  public Connection {
    if (shard < 0) {
      throw new IllegalArgumentException("shard: " + shard + " (expected: >= 0)");
    }
  }

  public boolean maySend(Instant now) {
    return tokenExpiresAt.isEmpty() || now.isBefore(tokenExpiresAt.get());
  }
}
