package dev.chatctl.core.room;

import java.time.Instant;

/** What a broadcast needs to know of a connection; the least that is worth reading. */
public record Recipient(
    String connectionId, String room, int shard, String dialect, Instant connectedAt) {}
