package dev.chatctl.core.message;

/**
 * What the history says of a message that was to be stored.
 *
 * @param shard which of the room's partitions it is in
 * @param isNew false if the same message had been stored before; then id and shard are that one's
 */
public record StoredMessage(String id, int shard, boolean isNew) {}
