package dev.chatctl.core.settings;

import dev.chatctl.core.message.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may connect.
 *
 * @param keys what tokens are verified with
 * @param tokens what a token must say
 * @param guests what clients without a token may do; empty if they may not connect
 * @param origins the pages that may connect, such as {@code https://chat.example}; empty for any
 */
public record AuthSettings(
    TokenKeys keys,
    TokenRules tokens,
    Optional<Role> guests,
    List<String> origins,
    LogSettings log) {
  private static final List<String> GUESTS = List.of("allow", "read", "deny");

  public AuthSettings {
    origins = List.copyOf(origins);
  }

  /**
   * Reads the authorizer's environment.
   *
   * @throws ConfigurationException if anything is wrong
   */
  public static AuthSettings fromEnvironment(Map<String, String> environment) {
    var env = new EnvironmentReader(environment);
    TokenKeys keys = TokenKeys.read(env);
    boolean canVerify = !(keys instanceof TokenKeys.None);
    var settings =
        new AuthSettings(
            keys,
            TokenRules.read(env, keys instanceof TokenKeys.Published),
            guests(env.oneOf("GUESTS", canVerify ? "deny" : "allow", GUESTS)),
            env.list("ALLOWED_ORIGINS"),
            LogSettings.read(env));
    env.check();
    return settings;
  }

  private static Optional<Role> guests(String setting) {
    return switch (setting) {
      case "allow" -> Optional.of(Role.USUAL);
      case "read" -> Optional.of(Role.READ);
      default -> Optional.empty();
    };
  }
}
