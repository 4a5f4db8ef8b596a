package dev.chatctl.core.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tokens are verified with: one kind of key, so that a token cannot choose another. */
public sealed interface TokenKeys {
  /** No token is accepted. */
  record None() implements TokenKeys {}

  /**
   * Keys of HS256 tokens.
   *
   * @param values the current one and, while it is being replaced, the one before
   */
  record Secrets(List<String> values) implements TokenKeys {
    public Secrets {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "Secrets[" + values.size() + "]";
    }
  }

  /**
   * A secret of Secrets Manager or Parameter Store, with the version before the current one.
   *
   * @param endpoint overrides the regional one
   */
  record StoredSecret(String arn, Optional<URI> endpoint) implements TokenKeys {}

  /** A JSON Web Key Set, for every algorithm with public keys. */
  record Published(URI url) implements TokenKeys {}

  Pattern ARN =
      Pattern.compile(
          "arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+|ssm:[a-z0-9-]+:\\d{12}:parameter/.+)");

  /** RFC 7518: a key of HS256 has at least 256 bits. */
  int LEAST_BYTES = 32;

  static TokenKeys read(EnvironmentReader env) {
    Optional<String> secret = env.text("JWT_SECRET");
    Optional<String> before = env.text("JWT_PREVIOUS_SECRET");
    secret.ifPresent(value -> checkLength(env, "JWT_SECRET", value));
    before.ifPresent(value -> checkLength(env, "JWT_PREVIOUS_SECRET", value));
    if (before.isPresent() && secret.isEmpty()) {
      env.problem("JWT_PREVIOUS_SECRET: set without JWT_SECRET (expected: both, or neither)");
    }
    Optional<String> arn = env.text("JWT_SECRET_ARN");
    arn.filter(value -> !ARN.matcher(value).matches())
        .ifPresent(
            value ->
                env.problem(
                    "JWT_SECRET_ARN: %s (expected: the ARN of a secret or of a parameter)"
                        .formatted(value)));
    Optional<URI> url = env.httpUri("JWKS_URL");
    List<TokenKeys> keys =
        Stream.<Optional<TokenKeys>>of(
                secret.map(
                    value -> new Secrets(Stream.concat(secret.stream(), before.stream()).toList())),
                arn.map(value -> new StoredSecret(value, endpoint(env, value))),
                url.map(Published::new))
            .flatMap(Optional::stream)
            .toList();
    if (keys.size() > 1) {
      env.problem("JWT_SECRET, JWT_SECRET_ARN, JWKS_URL: more than one (expected: one at most)");
    }
    return keys.isEmpty() ? new None() : keys.getFirst();
  }

  // The names are those that the SDKs know.
  private static Optional<URI> endpoint(EnvironmentReader env, String arn) {
    return env.httpUri(
            arn.contains(":ssm:") ? "AWS_ENDPOINT_URL_SSM" : "AWS_ENDPOINT_URL_SECRETS_MANAGER")
        .or(() -> env.httpUri("AWS_ENDPOINT_URL"));
  }

  // The value is a secret, so the message holds its length only.
  private static void checkLength(EnvironmentReader env, String name, String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < LEAST_BYTES) {
      env.problem("%s: %d bytes (expected: at least %d)".formatted(name, bytes, LEAST_BYTES));
    }
  }
}
