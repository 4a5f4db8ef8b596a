package dev.chatctl.handlers.auth;

import dev.chatctl.core.message.Role;
import dev.chatctl.core.wire.RoomPatterns;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token says.
 *
 * @param name what the user is called, if it says so
 * @param rooms patterns of the rooms that may be entered, with spaces between them; empty for all
 * @param role what the user may do there
 * @param expiresAt until when it says so
 */
public record Identity(
    String user,
    Optional<String> name,
    Optional<String> rooms,
    Role role,
    Optional<Instant> expiresAt) {
  boolean mayEnter(String room) {
    return rooms.map(patterns -> RoomPatterns.match(patterns, room)).orElse(true);
  }
}
