package dev.chatctl.handlers.auth;

import dev.chatctl.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Who the authorizer said is calling. AWS: all values of its context arrive as strings.
 *
 * @param user empty for guests
 * @param expiresAt when the token expires
 */
public record Caller(Optional<String> user, Optional<Instant> expiresAt) {
  static final String USER = "user_id";
  static final String EXPIRES_AT = "expires_at";

  public static Caller of(JsonObject authorizer) {
    return new Caller(
        authorizer.string(USER),
        authorizer.string(EXPIRES_AT).map(Long::parseLong).map(Instant::ofEpochSecond));
  }
}
