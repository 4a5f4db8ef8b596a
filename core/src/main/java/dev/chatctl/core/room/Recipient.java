package dev.chatctl.core.room;

import dev.chatctl.core.moderation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a broadcast needs to know of a connection; the least that is worth reading.
 *
 * @param echo whether it hears its own messages, if that is not as usual in its dialect
 * @param endsAt when its token expires, and with it the right to listen
 * @param origin who it is and where from, as far as its row says
 */
public record Recipient(
    String connectionId,
    String room,
    int shard,
    String dialect,
    Instant connectedAt,
    Optional<Boolean> echo,
    Optional<Instant> endsAt,
    Origin origin) {

  /**
   * AWS: an id answers 410 until its {@code $connect} has returned: 29 seconds at most, after up to
   * 10 that the authorizer has.
   */
  private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(40);

  /** One with its dialect's habits. */
  public Recipient(
      String connectionId, String room, int shard, String dialect, Instant connectedAt) {
    this(
        connectionId,
        room,
        shard,
        dialect,
        connectedAt,
        Optional.empty(),
        Optional.empty(),
        Origin.UNKNOWN);
  }

  /** Whether its token has expired. */
  public boolean isOver(Instant now) {
    return endsAt.isPresent() && !now.isBefore(endsAt.get());
  }

  /**
   * Whether a 410 means that it is dead. One that only connects, once off its room's list, would
   * never hear anything.
   *
   * @param postedAt when it was posted to, or before
   */
  public boolean isDeadIfGone(Instant postedAt) {
    return connectedAt.isBefore(postedAt.minus(LONGEST_HANDSHAKE));
  }
}
