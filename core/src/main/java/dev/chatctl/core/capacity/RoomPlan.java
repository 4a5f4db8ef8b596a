package dev.chatctl.core.capacity;

import dev.chatctl.core.ShardWorker;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.FanOutSettings;
import java.util.Comparator;
import java.util.List;

/**
 * What one message to a room costs, and how many a second it takes.
 *
 * @param members how many are connected
 * @param rate messages a second
 */
public record RoomPlan(long members, double rate, Quota quota) {
  /** AWS: a unit reads 4 KB consistently, or 8 KB else, and a partition gives 3,000 a second. */
  private static final double READ_BYTES = 8 * 1024;

  private static final double PARTITION_READS = 3_000;

  /** AWS: a unit writes 1 KB, twice that in a transaction, and a partition takes 1,000 a second. */
  private static final double PARTITION_WRITES = 1_000;

  /** Of a row of active_connections, with its attributes' names. */
  private static final double ROW_BYTES = 190;

  /** The session, the message and its marker in a transaction, and that it was sent. */
  private static final long WRITES = 1 + 2 * 2 + 1;

  /** AWS: new connections a second an account and region. */
  private static final double CONNECTS = 500;

  /** What a second may be full of first. */
  public record Wall(String name, double used, String movedBy) {}

  public RoomPlan {
    if (members < 1 || !(rate >= 0)) {
      throw new IllegalArgumentException(
          "members, rate: %d, %s (expected: >= 1, >= 0)".formatted(members, rate));
    }
  }

  /** Doubled above so many members each. */
  public long shards() {
    long shards = 1;
    while (members > shards * RoomState.MEMBERS_PER_SHARD) {
      shards *= 2;
    }
    return shards;
  }

  /** A job a shard, or none where whoever handles the message posts it. */
  public long jobs() {
    return members > FanOutSettings.DEFAULT_INLINE_LIMIT ? shards() : 0;
  }

  /** Read units a message: the session, the room, each shard's rows, each job's checkpoint. */
  public double readUnits() {
    return 1 + 0.5 + shards() * rowUnits() + jobs();
  }

  /** Write units a message, with a checkpoint for each slice of a job. */
  public long writeUnits() {
    return WRITES + jobs() * Math.ceilDiv(perShard(), ShardWorker.SLICE);
  }

  /** From the first post to the last, if nothing else is posted. */
  public double seconds() {
    double pace = FanOutSettings.DEFAULT_RATE;
    double together = jobs() == 0 ? pace : Math.min(jobs(), quota.workers()) * pace;
    return members / Math.min(together, quota.posts());
  }

  /** Until everybody is connected. */
  public double secondsToFill() {
    return members / CONNECTS;
  }

  /** The limit that is reached first. */
  public Wall firstWall() {
    return walls().stream().max(Comparator.comparingDouble(Wall::used)).orElseThrow();
  }

  /** Messages a second at which the first limit is reached. */
  public double mostMessages() {
    return 1 / new RoomPlan(members, 1, quota).firstWall().used();
  }

  private List<Wall> walls() {
    return List.of(
        new Wall(
            "posts",
            members * rate / quota.posts(),
            "a higher API Gateway quota, or a smaller reserve"),
        new Wall(
            "workers",
            jobs() * rate * perShard() / FanOutSettings.DEFAULT_RATE / quota.workers(),
            "fan_out_concurrency, as far as the quota goes"),
        new Wall("history writes", 2 * rate / (shards() * PARTITION_WRITES), "more shards"),
        new Wall("list reads", rate * rowUnits() / PARTITION_READS, "smaller shards"));
  }

  private double rowUnits() {
    return Math.ceil(perShard() * ROW_BYTES / READ_BYTES * 2) / 2;
  }

  private long perShard() {
    return Math.ceilDiv(members, shards());
  }
}
