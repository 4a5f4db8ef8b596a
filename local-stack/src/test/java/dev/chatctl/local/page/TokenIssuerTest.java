package dev.chatctl.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TokenIssuer issuer =
      new TokenIssuer(URI.create("http://127.0.0.1:8080/"), "chat", () -> NOW);

  @Test
  void answersAsALambdaBehindAProxyDoes() throws Exception {
    Answer answer = issuer.login(request("ann", TokenIssuer.PASSWORD));

    assertThat(answer.status()).isEqualTo(200);
    JsonObject result = Json.parseObject(answer.body());
    assertThat(result.integer("statusCode")).hasValue(200);
    assertThat(Json.parseObject(result.require("body")).require("token")).hasSizeGreaterThan(100);
  }

  @Test
  void theTokenNamesItsUserForAnHourAndIsSignedWithThePublishedKey() throws Exception {
    var asked = new JWTClaimsSet.Builder().claim("user_id", "ann").claim("name", "Ann").build();
    SignedJWT token = SignedJWT.parse(issuer.token(asked));

    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getStringClaim("user_id")).isEqualTo("ann");
    assertThat(claims.getSubject()).isEqualTo("ann");
    assertThat(claims.getStringClaim("name")).isEqualTo("Ann");
    assertThat(claims.getExpirationTime()).isEqualTo(NOW.plus(TokenIssuer.VALIDITY));
    assertThat(issuer.environment())
        .containsEntry("JWT_ISSUER", claims.getIssuer())
        .containsEntry("JWT_AUDIENCE", claims.getAudience().getFirst())
        .containsEntry("JWKS_URL", "http://127.0.0.1:8080/.well-known/jwks.json");
    var keys = JWKSet.parse(issuer.keys(JsonObject.EMPTY).body());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
  }

  @Test
  void refusesAWrongPasswordAndAnEmptyUser() throws Exception {
    assertThat(issuer.login(request("ann", "guess")).body()).contains("\"statusCode\":401");
    assertThat(issuer.login(request(" ", TokenIssuer.PASSWORD)).body())
        .contains("\"statusCode\":400");
    assertThatThrownBy(() -> issuer.login(Json.parseObject("{\"user_id\":7}")))
        .isInstanceOf(JsonFormatException.class);
  }

  private static JsonObject request(String userId, String password) throws Exception {
    return Json.parseObject("{\"user_id\":\"%s\",\"password\":\"%s\"}".formatted(userId, password));
  }
}
