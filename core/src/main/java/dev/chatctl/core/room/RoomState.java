package dev.chatctl.core.room;

import dev.chatctl.core.message.RoomHistory;
import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a room's row says.
 *
 * @param counts how many connections are in each of its shards, as last counted: at times a few
 *     off, and right again when somebody counts; their number only ever grows
 * @param messages about how many were ever sent to it
 * @param createdAt when the first of its members arrived: there is no history before
 * @param expiresAt when it is forgotten unless somebody enters
 * @param toldUntil who comes or goes before then is told of by a notice that somebody has promised
 */
public record RoomState(
    String room,
    List<Long> counts,
    long messages,
    Instant createdAt,
    Instant expiresAt,
    Instant toldUntil) {

  /** AWS: one partition serves 3,000 read units and 1,000 write units a second. */
  public static final int MEMBERS_PER_SHARD = 2_000;

  private static final int SMALL = 64;

  public RoomState {
    counts = List.copyOf(counts);
  }

  /** What a row says; an empty one is of an unknown room. */
  public static RoomState of(String room, Row row) {
    return new RoomState(
        room,
        IntStream.range(0, Math.toIntExact(row.number("shard_count", 1)))
            .mapToObj(shard -> row.number(members(shard), 0))
            .toList(),
        row.number("message_count", 0),
        row.optionalTime("created_at").orElse(Instant.MAX),
        Instant.ofEpochSecond(row.number("expires_at", 0)),
        Instant.ofEpochMilli(row.number("told_until", 0)));
  }

  /** The attribute that has a shard's count. */
  static String members(int shard) {
    return shard == 0 ? "members" : "members_" + shard;
  }

  /** About how many connections are in it. */
  public long members() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Over how many partitions its connections, and a day of its messages, are spread. */
  public int shards() {
    return counts.size();
  }

  /** Where its messages are. */
  public RoomHistory history() {
    return new RoomHistory(room, shards(), createdAt);
  }

  /** Whether there was no such room. */
  boolean isNew() {
    return createdAt.equals(Instant.MAX) && expiresAt.equals(Instant.EPOCH);
  }

  boolean isCrowded() {
    return members() > (long) shards() * MEMBERS_PER_SHARD;
  }

  /** The shard a connection belongs to: the same for the same number of shards. */
  int shardOf(String connectionId) {
    return Math.floorMod(mix(connectionId), shards());
  }

  /**
   * Whether it is this one's turn to count a shard that it changed: always in a small shard, then
   * ever more seldom, so that no row is written by everybody.
   */
  boolean isCountedBy(String connectionId, int shard) {
    return draw(connectionId, Math.max(1, counts.get(shard) / SMALL));
  }

  /** How many messages this one stands for when it is counted, and 0 if it is not. */
  long messagesCountedBy(String messageId) {
    long each = Math.max(1, Long.highestOneBit(messages / SMALL));
    return draw(messageId, each) ? each : 0;
  }

  private static boolean draw(String id, long oneOf) {
    return Math.floorMod(mix(id), oneOf) == 0;
  }

  // String.hashCode of ids that differ in their tail only is nearly sequential in the low bits.
  private static int mix(String id) {
    int h = id.hashCode() * 0x9E3779B9;
    return h ^ (h >>> 16);
  }
}
