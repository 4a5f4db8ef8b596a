package dev.chatctl.core.room;

import dev.chatctl.core.message.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom a connection belongs to.
 *
 * @param name what the others call it
 * @param id who the authorizer says it is; empty for guests
 * @param role what it may do
 * @param tokenExpiresAt when its token expires and with it the right to send
 */
public record User(String name, Optional<String> id, Role role, Optional<Instant> tokenExpiresAt) {
  /** Somebody without a token. */
  public static User guest(String name) {
    return new User(name, Optional.empty(), Role.USUAL, Optional.empty());
  }

  public boolean maySend(Instant now) {
    return tokenExpiresAt.isEmpty() || now.isBefore(tokenExpiresAt.get());
  }
}
