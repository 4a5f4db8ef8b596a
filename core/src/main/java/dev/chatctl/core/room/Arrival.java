package dev.chatctl.core.room;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who connects.
 *
 * @param user who the authorizer says it is; empty for guests
 * @param tokenExpiresAt when the user's token expires and with it the right to send
 * @param echo whether it wants to hear its own messages; empty for as usual in its dialect
 */
public record Arrival(
    String connectionId,
    String room,
    String name,
    String dialect,
    String sourceIp,
    Instant connectedAt,
    Optional<String> user,
    Optional<Instant> tokenExpiresAt,
    Optional<Boolean> echo) {}
