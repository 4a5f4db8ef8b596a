package dev.chatctl.handlers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.core.settings.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerHandlerTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String ARN = "arn:aws:execute-api:eu-west-1:000000000000:api/dev/$connect";
  private static final Map<String, String> HS256 = Map.of("JWT_SECRET", SECRET);

  @ParameterizedTest
  @CsvSource({
    "headers, Authorization, 'Bearer %s'",
    "headers, authorization, '%s'",
    "headers, Sec-WebSocket-Protocol, 'envelope, %s'",
    "queryStringParameters, token, 'Bearer %s'",
    "queryStringParameters, Authorization, 'Bearer %s'"
  })
  void aTokenIsFoundWhereverClientsPutIt(String part, String name, String format) throws Exception {
    String token = hs256(claims("ann", 600));
    JsonObject answer = authorize(HS256, part, name, format.formatted(token));
    assertThat(effect(answer)).isEqualTo("Allow");
    assertThat(answer.string("principalId")).hasValue("ann");
    assertThat(answer.object("context").string("user_id")).hasValue("ann");
    assertThat(answer.object("context").string("expires_at")).isPresent();
  }

  @Test
  void anExpiredForgedOrUnsignedTokenIsUnauthorized() throws Exception {
    var other = new MACSigner("another-secret-another-secret-another");
    for (String token :
        new String[] {
          hs256(claims("ann", -600)),
          sign(other, new JWSHeader(JWSAlgorithm.HS256), claims("ann", 600)),
          new PlainJWT(claims("ann", 600)).serialize(),
          hs256(new JWTClaimsSet.Builder().claim("userId", "ann").build()),
          "not.a.token"
        }) {
      assertThatThrownBy(() -> authorize(HS256, "headers", "Authorization", token))
          .hasMessage("Unauthorized");
    }
  }

  @Test
  void aPublishedKeyVerifiesRs256AndAnHs256TokenCannotPassForOne() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
    byte[] jwks = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, jwks.length);
          exchange.getResponseBody().write(jwks);
          exchange.close();
        });
    server.start();
    try {
      var env = Map.of("JWKS_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build();
      String token = sign(new RSASSASigner(key), header, claims("ann", 600));
      assertThat(effect(authorize(env, "headers", "Authorization", token))).isEqualTo("Allow");
      assertThatThrownBy(
              () -> authorize(env, "headers", "Authorization", hs256(claims("ann", 600))))
          .hasMessage("Unauthorized");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void guestsComeInOnlyWhereTheyMay() throws Exception {
    assertThat(effect(authorize(Map.of(), "headers", "Host", "h"))).isEqualTo("Allow");
    var guests = Map.of("JWT_SECRET", SECRET, "GUESTS", "allow");
    assertThat(effect(authorize(guests, "headers", "Host", "h"))).isEqualTo("Allow");
    assertThatThrownBy(() -> authorize(HS256, "headers", "Host", "h")).hasMessage("Unauthorized");
  }

  @ParameterizedTest
  @CsvSource({"https://chat.example, Allow", "https://evil.example, Deny", ", Deny"})
  void onlyListedPagesConnect(String origin, String effect) throws Exception {
    var env = Map.of("ALLOWED_ORIGINS", "https://other.example, https://chat.example");
    String header = origin == null ? "Host" : "origin";
    JsonObject answer = authorize(env, "headers", header, String.valueOf(origin));
    assertThat(effect(answer)).isEqualTo(effect);
  }

  @Test
  void aShortSecretIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> AuthSettings.fromEnvironment(Map.of("JWT_SECRET", "hunter2")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("JWT_SECRET: 7 bytes (expected: at least 32)");
  }

  private static JsonObject authorize(
      Map<String, String> env, String part, String name, String value) throws Exception {
    byte[] event =
        Json.object(
            json -> {
              json.writeStringField("type", "REQUEST");
              json.writeStringField("methodArn", ARN);
              json.writeObjectFieldStart(part);
              json.writeStringField(name, value);
              json.writeEndObject();
            });
    var out = new ByteArrayOutputStream();
    var handler = new AuthorizerHandler(AuthSettings.fromEnvironment(env));
    handler.handle(new ByteArrayInputStream(event), out);
    return Json.parseObject(out.toString(StandardCharsets.UTF_8));
  }

  private static String effect(JsonObject answer) {
    JsonObject statement = answer.object("policyDocument").objects("Statement").getFirst();
    assertThat(statement.string("Resource")).hasValue(ARN);
    return statement.string("Effect").orElseThrow();
  }

  private static JWTClaimsSet claims(String user, int seconds) {
    return new JWTClaimsSet.Builder()
        .claim("user_id", user)
        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
        .build();
  }

  private static String hs256(JWTClaimsSet claims) throws JOSEException {
    return sign(new MACSigner(SECRET), new JWSHeader(JWSAlgorithm.HS256), claims);
  }

  private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims)
      throws JOSEException {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }
}
