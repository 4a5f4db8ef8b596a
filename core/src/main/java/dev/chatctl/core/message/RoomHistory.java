package dev.chatctl.core.message;

import java.time.Instant;

/**
 * Where a room's messages are.
 *
 * @param shards over how many partitions a day's messages are spread
 * @param createdAt when the first of its members arrived: there is no history before
 */
public record RoomHistory(String room, int shards, Instant createdAt) {}
