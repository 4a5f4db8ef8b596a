package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Ends connections that no one saw end. AWS: $disconnect is best effort, and no connection lasts
 * longer than two hours, which is taken for when these ended. Those whose tokens have expired are
 * closed, should nobody have said anything in their rooms since. What a room's row says of its
 * members is right again afterwards.
 */
public final class ExpiredConnections {
  private static final String REASON = "expired";

  private final Registry registry;
  private final Evictions evictions;
  private final InstantSource clock;

  ExpiredConnections(Registry registry, Evictions evictions, InstantSource clock) {
    this.registry = registry;
    this.evictions = evictions;
    this.clock = clock;
  }

  /**
   * Ends as many as there is time for, and counts who is left; later runs do the rest, since each
   * begins with another room. Returns how many it ended.
   */
  public int end(Instant deadline) {
    int ended = 0;
    var rooms = new ArrayList<>(Futures.await(registry.rooms()));
    Collections.shuffle(rooms);
    for (RoomState room : rooms) {
      for (int shard = 0; shard < room.shards(); shard++) {
        if (!hasTime(deadline)) {
          return ended;
        }
        for (Recipient expired :
            Futures.await(registry.expired(room.room(), shard, clock.instant()))) {
          if (!hasTime(deadline)) {
            return ended;
          }
          if (isTooOld(expired)) {
            end(expired);
            ended++;
          } else {
            // One at a time: unlike a broadcast, the reaper has nobody waiting for it.
            ended +=
                evictions.evict(Stream.of(expired), EvictionReason.TOKEN_EXPIRED, deadline).size();
          }
        }
        Futures.await(registry.count(room.room(), shard));
      }
    }
    return ended;
  }

  private boolean hasTime(Instant deadline) {
    return clock.instant().isBefore(deadline);
  }

  private boolean isTooOld(Recipient one) {
    return !one.connectedAt().plus(Connection.LONGEST).isAfter(clock.instant());
  }

  private void end(Recipient expired) {
    var departure =
        new Departure(
            expired.connectionId(),
            expired.connectedAt(),
            expired.connectedAt().plus(Connection.LONGEST),
            OptionalInt.empty(),
            Optional.of(REASON));
    Futures.await(registry.depart(departure));
    // Its session may be forgotten, or was never written, or is in another shard.
    Futures.await(registry.unlist(expired));
  }
}
