package dev.chatctl.handlers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.chatctl.core.aws.FakeSecrets;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.settings.AuthSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

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

  /** AWS: a 401 would take a failure, which operators are woken for. */
  @Test
  void whoeverIsRefusedIsDeniedAndTheReasonIsLoggedAndCountedWithoutTheToken() throws Exception {
    var other = new MACSigner("another-secret-another-secret-another");
    String forged = sign(other, new JWSHeader(JWSAlgorithm.HS256), claims("ann", 600));
    for (String token :
        new String[] {
          hs256(claims("ann", -600)),
          forged,
          new PlainJWT(claims("ann", 600)).serialize(),
          hs256(new JWTClaimsSet.Builder().claim("userId", "ann").build()),
          "not.a.token"
        }) {
      lines.reset();
      assertThat(effect(authorize(HS256, "headers", "Authorization", token))).isEqualTo("Deny");
      assertThat(lines.toString(StandardCharsets.UTF_8))
          .contains("\"event\":\"handshake_refused\",\"reason\":\"", "\"HandshakesRefused\":1")
          .doesNotContain(token);
    }
  }

  @Test
  void twoSecretsAreGoodWhileOneReplacesTheOther() throws Exception {
    String next = "fedcba9876543210fedcba9876543210";
    var env = Map.of("JWT_SECRET", next, "JWT_PREVIOUS_SECRET", SECRET);
    var kid = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("whatever").build();
    String fresh = sign(new MACSigner(next), kid, claims("ann", 600));
    for (String token : new String[] {hs256(claims("ann", 600)), fresh}) {
      assertThat(effect(authorize(env, "headers", "Authorization", token))).isEqualTo("Allow");
    }
  }

  @Test
  void aSecretOfTheStoreIsReplacedWithoutAnybodyBeingShutOut() throws Exception {
    String next = "fedcba9876543210fedcba9876543210";
    try (var store = FakeSecrets.start()) {
      store.put(SECRET);
      var handler = handler(store.environment());
      String old = hs256(claims("ann", 600));
      String fresh =
          sign(new MACSigner(next), new JWSHeader(JWSAlgorithm.HS256), claims("ann", 600));
      assertThat(effect(ask(handler, "headers", "Authorization", old))).isEqualTo("Allow");
      assertThat(effect(ask(handler, "headers", "Authorization", fresh))).isEqualTo("Deny");
      store.put(next);
      long begun = System.nanoTime();
      while (!effect(ask(handler, "headers", "Authorization", fresh)).equals("Allow")) {
        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(30).toNanos());
      }
      assertThat(effect(ask(handler, "headers", "Authorization", old))).isEqualTo("Allow");
    }
  }

  @Test
  void guestsComeInOnlyWhereTheyMay() throws Exception {
    assertThat(effect(authorize(Map.of(), "headers", "Host", "h"))).isEqualTo("Allow");
    var guests = Map.of("JWT_SECRET", SECRET, "GUESTS", "allow");
    assertThat(effect(authorize(guests, "headers", "Host", "h"))).isEqualTo("Allow");
    var readers = Map.of("JWT_SECRET", SECRET, "GUESTS", "read");
    assertThat(authorize(readers, "headers", "Host", "h").object("context").string("role"))
        .hasValue("read");
    assertThat(effect(authorize(HS256, "headers", "Host", "h"))).isEqualTo("Deny");
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"reason\":\"no token\"");
  }

  @ParameterizedTest
  @CsvSource({"https://chat.example, Allow", "https://evil.example, Deny", ", Deny"})
  void onlyListedPagesConnect(String origin, String effect) throws Exception {
    var env = Map.of("ALLOWED_ORIGINS", "https://other.example, https://chat.example");
    String header = origin == null ? "Host" : "origin";
    JsonObject answer = authorize(env, "headers", header, String.valueOf(origin));
    assertThat(effect(answer)).isEqualTo(effect);
  }

  private JsonObject authorize(Map<String, String> env, String part, String name, String value)
      throws Exception {
    return ask(handler(env), part, name, value);
  }

  private AuthorizerHandler handler(Map<String, String> env) {
    return new AuthorizerHandler(
        AuthSettings.fromEnvironment(env), new PrintStream(lines, true, StandardCharsets.UTF_8));
  }

  private static JsonObject ask(AuthorizerHandler handler, String part, String name, String value)
      throws Exception {
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
