package dev.chatctl.handlers.auth;

import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.Role;
import dev.chatctl.core.wire.RoomPatterns;
import java.time.Instant;
import java.util.Optional;

/**
 * Who the authorizer said is calling. AWS: all values of its context arrive as strings.
 *
 * @param user empty for guests
 * @param name what the token calls the user
 * @param rooms patterns of the rooms that may be entered; empty for all
 * @param role what may be done there
 * @param expiresAt when the token expires
 */
public record Caller(
    Optional<String> user,
    Optional<String> name,
    Optional<String> rooms,
    Role role,
    Optional<Instant> expiresAt) {
  static final String USER = "user_id";
  static final String NAME = "name";
  static final String ROOMS = "rooms";
  static final String ROLE = "role";
  static final String EXPIRES_AT = "expires_at";

  public static Caller of(JsonObject authorizer) {
    return new Caller(
        authorizer.string(USER),
        authorizer.string(NAME),
        authorizer.string(ROOMS),
        authorizer.string(ROLE).flatMap(Role::named).orElse(Role.USUAL),
        authorizer.string(EXPIRES_AT).map(Long::parseLong).map(Instant::ofEpochSecond));
  }

  public boolean mayEnter(String room) {
    return rooms.map(patterns -> RoomPatterns.match(patterns, room)).orElse(true);
  }
}
