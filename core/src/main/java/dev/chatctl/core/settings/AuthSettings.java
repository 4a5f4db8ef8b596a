package dev.chatctl.core.settings;

import java.util.List;
import java.util.Map;

/**
 * Who may connect.
 *
 * @param keys what tokens are verified with
 * @param tokens what a token must say
 * @param guests whether a client without a token may connect
 * @param origins the pages that may connect, such as {@code https://chat.example}; empty for any
 */
public record AuthSettings(
    TokenKeys keys, TokenRules tokens, boolean guests, List<String> origins, LogSettings log) {
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
            env.oneOf("GUESTS", canVerify ? "deny" : "allow", List.of("allow", "deny"))
                .equals("allow"),
            env.list("ALLOWED_ORIGINS"),
            LogSettings.read(env));
    env.check();
    return settings;
  }
}
