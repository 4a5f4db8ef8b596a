package dev.chatctl.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody in a room, as the others see them.
 *
 * @param name what they call themselves
 * @param user who the authorizer said it is; empty for guests
 */
public record Member(
    String connectionId, String name, Optional<String> user, Instant connectedAt) {}
