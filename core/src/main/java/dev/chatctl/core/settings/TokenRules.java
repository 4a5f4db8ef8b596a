package dev.chatctl.core.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a token must say.
 *
 * @param issuer what {@code iss} must be; empty for any
 * @param audiences of which {@code aud} must have one, or {@code client_id} where a token has no
 *     {@code aud}, as API Gateway's own JWT authorizers have it; empty for any
 * @param skew how far clocks may differ
 * @param unexpiring whether a token may lack {@code exp}
 * @param claims where the rest is
 */
public record TokenRules(
    Optional<String> issuer,
    List<String> audiences,
    Duration skew,
    boolean unexpiring,
    ClaimNames claims) {
  private static final String ANY = "any";
  private static final int DEFAULT_SKEW = 60;
  private static final int MOST_SKEW = 600;

  public TokenRules {
    audiences = List.copyOf(audiences);
  }

  /**
   * Claims of our choice, at the top of the token.
   *
   * @param user who it is
   * @param name what the user is called
   * @param rooms patterns of rooms that the user may enter
   * @param roles what the user may do there
   */
  public record ClaimNames(String user, String name, String rooms, String roles) {}

  /**
   * Reads them.
   *
   * @param shared whether the keys sign tokens of other applications too, as an identity provider's
   *     do: then issuer and audience must be said
   */
  static TokenRules read(EnvironmentReader env, boolean shared) {
    if (shared) {
      env.required("JWT_ISSUER");
      env.required("JWT_AUDIENCE");
    }
    return new TokenRules(
        env.text("JWT_ISSUER").filter(issuer -> !issuer.equals(ANY)),
        env.list("JWT_AUDIENCE").stream().filter(audience -> !audience.equals(ANY)).toList(),
        Duration.ofSeconds(env.integer("CLOCK_SKEW_SECONDS", DEFAULT_SKEW, 0, MOST_SKEW)),
        env.oneOf("UNEXPIRING_TOKENS", "deny", List.of("allow", "deny")).equals("allow"),
        new ClaimNames(
            env.text("USER_CLAIM").orElse("user_id"),
            env.text("NAME_CLAIM").orElse("name"),
            env.text("ROOMS_CLAIM").orElse("rooms"),
            env.text("ROLES_CLAIM").orElse("chat_roles")));
  }
}
