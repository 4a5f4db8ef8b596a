package dev.chatctl.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthSettingsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JWKS_URL=https://id.example/jwks | JWT_ISSUER: absent",
        "JWKS_URL=https://id.example/jwks JWT_ISSUER=any | JWT_AUDIENCE: absent",
        "JWKS_URL=id.example | JWKS_URL: id.example (expected: http://",
        "JWT_SECRET=hunter2 | JWT_SECRET: 7 bytes (expected: at least 32)",
        "JWT_PREVIOUS_SECRET=" + SECRET + " | JWT_PREVIOUS_SECRET: set without JWT_SECRET",
        "JWT_SECRET=" + SECRET + " JWT_PREVIOUS_SECRET=x | JWT_PREVIOUS_SECRET: 1 bytes",
        "JWT_SECRET_ARN=chat-jwt | JWT_SECRET_ARN: chat-jwt (expected: the ARN",
        "JWT_SECRET_ARN=arn:aws:s3:::bucket | expected: the ARN of a secret or of a parameter",
        "JWT_SECRET="
            + SECRET
            + " JWKS_URL=https://x/y JWT_ISSUER=any JWT_AUDIENCE=any | more than one (expected:"
            + " one",
        "CLOCK_SKEW_SECONDS=601 | CLOCK_SKEW_SECONDS: 601 (expected: 0 to 600)",
        "UNEXPIRING_TOKENS=yes | UNEXPIRING_TOKENS: yes (expected: one of [allow, deny])",
        "GUESTS=maybe | GUESTS: maybe"
      })
  void whatCannotWorkIsRefusedAndNoSecretIsShown(String environment, String problem) {
    assertThatThrownBy(() -> AuthSettings.fromEnvironment(environment(environment)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain(SECRET, "hunter2");
  }

  @Test
  void anyIssuerAndAudienceMustBeAskedForByThatWord() {
    AuthSettings settings =
        AuthSettings.fromEnvironment(
            environment("JWKS_URL=https://x/y JWT_ISSUER=any JWT_AUDIENCE=any"));
    assertThat(settings.tokens().issuer()).isEmpty();
    assertThat(settings.tokens().audiences()).isEmpty();
    assertThat(settings.guests()).isEmpty();
  }

  @Test
  void secretsAreInNoText() {
    AuthSettings settings = AuthSettings.fromEnvironment(Map.of("JWT_SECRET", SECRET));
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  private static Map<String, String> environment(String text) {
    return Arrays.stream(text.split(" "))
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
  }
}
