package dev.chatctl.core.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may connect.
 *
 * @param secret the key of HS256 tokens
 * @param jwksUrl where the keys of RS256 tokens are published
 * @param issuer what {@code iss} must be, if set
 * @param audience what {@code aud} must contain, if set
 * @param userClaim the claim that names the user
 * @param guests whether a client without a token may connect
 * @param origins the pages that may connect, such as {@code https://chat.example}; empty for any
 */
public record AuthSettings(
    Optional<String> secret,
    Optional<URI> jwksUrl,
    Optional<String> issuer,
    Optional<String> audience,
    String userClaim,
    boolean guests,
    List<String> origins) {

  private static final int HS256_KEY_BYTES = 32;

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
    Optional<String> secret = env.text("JWT_SECRET");
    secret.ifPresent(value -> checkLength(env, value));
    Optional<URI> jwksUrl = env.httpUri("JWKS_URL");
    if (secret.isPresent() && jwksUrl.isPresent()) {
      env.problem("JWT_SECRET, JWKS_URL: both set (expected: one at most)");
    }
    boolean canVerify = secret.isPresent() || jwksUrl.isPresent();
    var settings =
        new AuthSettings(
            secret,
            jwksUrl,
            env.text("JWT_ISSUER"),
            env.text("JWT_AUDIENCE"),
            env.text("USER_CLAIM").orElse("user_id"),
            env.oneOf("GUESTS", canVerify ? "deny" : "allow", List.of("allow", "deny"))
                .equals("allow"),
            env.text("ALLOWED_ORIGINS").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .toList());
    env.check();
    return settings;
  }

  @Override
  public String toString() {
    return "AuthSettings[guests=" + guests + ", origins=" + origins + "]";
  }

  // The value is a secret, so the message holds its length only.
  private static void checkLength(EnvironmentReader env, String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < HS256_KEY_BYTES) {
      env.problem("JWT_SECRET: %d bytes (expected: at least %d)".formatted(bytes, HS256_KEY_BYTES));
    }
  }
}
