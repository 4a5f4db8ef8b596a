package dev.chatctl.core.room;

import java.time.Instant;

/**
 * A room's counters after an update.
 *
 * @param members about how many connections are in it: a crash between two writes, or tables that
 *     stay out of reach until they are undone, can leave it off by one
 * @param shards over how many partitions its connections are spread; only ever grows
 * @param sequence the number of the latest message
 * @param createdAt when the first of its members arrived: there is no history before
 */
public record RoomState(String room, long members, int shards, long sequence, Instant createdAt) {

  /** AWS: one partition serves 3,000 read units and 1,000 write units a second. */
  static final int MEMBERS_PER_SHARD = 2_000;

  boolean isCrowded() {
    return members > (long) shards * MEMBERS_PER_SHARD;
  }

  /** The shard a connection belongs to: the same for the same number of shards. */
  int shardOf(String connectionId) {
    return Math.floorMod(mix(connectionId.hashCode()), shards);
  }

  // String.hashCode of ids that differ in their tail only is nearly sequential in the low bits.
  private static int mix(int hash) {
    int h = hash * 0x9E3779B9;
    return h ^ (h >>> 16);
  }
}
