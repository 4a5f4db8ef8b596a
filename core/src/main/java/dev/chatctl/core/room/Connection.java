package dev.chatctl.core.room;

import dev.chatctl.core.message.Sender;
import dev.chatctl.core.moderation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One open connection, as the gateway knows it and as its room sees it.
 *
 * @param shard the part of the room's list that holds it
 * @param dialect the name of the dialect it speaks
 */
public record Connection(
    String id, String room, int shard, User user, String dialect, Instant connectedAt) {

  /** AWS: no connection outlives two hours. */
  public static final Duration LONGEST = Duration.ofHours(2);

  public Connection {
    if (shard < 0) {
      throw new IllegalArgumentException("shard: " + shard + " (expected: >= 0)");
    }
  }

  /** Whom what it sends is from. */
  public Sender sender() {
    return new Sender(id, user.name(), user.id());
  }

  /** Whom something is told that is for it alone. */
  public Recipient recipient() {
    return new Recipient(
        id,
        room,
        shard,
        dialect,
        connectedAt,
        Optional.empty(),
        user.tokenExpiresAt(),
        Origin.kept(user.id(), ""));
  }

  /** Who sends what it sends: its user, or itself for a guest. */
  public String author() {
    return user.id().orElse(id);
  }
}
