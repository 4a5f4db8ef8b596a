package dev.chatctl.core.message;

import java.time.Instant;

/** Somebody in a room, as the others see them. */
public record Member(String connectionId, String name, Instant connectedAt) {}
