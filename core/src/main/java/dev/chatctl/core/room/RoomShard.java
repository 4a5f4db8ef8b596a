package dev.chatctl.core.room;

/** A part of a room's list, under the key that the active_connections table has for it. */
public record RoomShard(String room, int shard) {
  private static final char SEPARATOR = '#';

  public String key() {
    return room + SEPARATOR + shard;
  }

  /** Reads a key; one without a shard is of no room. */
  public static RoomShard of(String key) {
    int separator = key.lastIndexOf(SEPARATOR);
    return separator < 0
        ? new RoomShard("", 0)
        : new RoomShard(
            key.substring(0, separator), Integer.parseInt(key.substring(separator + 1)));
  }
}
