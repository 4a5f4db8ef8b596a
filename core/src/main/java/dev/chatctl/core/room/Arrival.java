package dev.chatctl.core.room;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who connects.
 *
 * @param dialect the name of the dialect it speaks
 * @param echo whether it wants to hear its own messages; empty for as usual in its dialect
 * @param sourceIp as much of it as is kept
 */
public record Arrival(
    String connectionId,
    String room,
    User user,
    String dialect,
    Optional<Boolean> echo,
    String sourceIp,
    Instant connectedAt) {}
