package dev.chatctl.core.room;

import java.time.Instant;

/** Somebody who connects. */
public record Arrival(
    String connectionId,
    String room,
    String name,
    String dialect,
    String sourceIp,
    Instant connectedAt) {}
