package dev.chatctl.handlers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.Role;
import dev.chatctl.core.settings.AuthSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as identity providers issue them, against a key set on a server. */
class TokenVerifierTest {
  private static RSAKey rsa;
  private static RSAKey otherRsa;
  private static KeyPair ed25519;

  private volatile String published = "";
  private HttpServer server;
  private TokenVerifier verifier;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    otherRsa = new RSAKeyGenerator(2048).keyID("next").generate();
    ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          byte[] bytes = published.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(bytes.length == 0 ? 503 : 200, Math.max(bytes.length, 1));
          exchange.getResponseBody().write(bytes.length == 0 ? new byte[1] : bytes);
          exchange.close();
        });
    server.start();
    publish(rsa);
    verifier = verifier(Map.of());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void anRsaKeyVerifiesEveryAlgorithmOfItsKind(String algorithm) throws Exception {
    String token = sign(header(algorithm, "rsa"), claims(), new RSASSASigner(rsa));
    assertThat(verifier.verify(token).user()).isEqualTo("ann");
  }

  @ParameterizedTest
  @CsvSource({"ES256, P-256", "ES384, P-384", "ES512, P-521"})
  void anEcKeyVerifiesTheAlgorithmOfItsCurve(String algorithm, String curve) throws Exception {
    ECKey key = new ECKeyGenerator(Curve.parse(curve)).keyID("ec").generate();
    publish(key);
    String token = sign(header(algorithm, "ec"), claims(), new ECDSASigner(key));
    assertThat(verifier.verify(token).user()).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "Ed25519"})
  void anEd25519KeyVerifiesItsTokensAndNoForgedOnes(String algorithm) throws Exception {
    publish(publicKey(ed25519));
    String token = ed25519(algorithm, ed25519);
    assertThat(verifier.verify(token).user()).isEqualTo("ann");
    String forged = ed25519(algorithm, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    assertRefused(forged, "Invalid signature");
    assertRefused(token.substring(0, token.lastIndexOf('.') + 20), "Invalid signature");
  }

  @ParameterizedTest
  @CsvSource({"JWT, true", "at+jwt, true", "AT+JWT, true", "application/at+jwt, true", "x, false"})
  void anAccessTokenSaysThatItIsOne(String type, boolean isAccepted) throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type)).keyID("rsa");
    String token = sign(header.build(), claims(), new RSASSASigner(rsa));
    if (isAccepted) {
      assertThat(verifier.verify(token).user()).isEqualTo("ann");
    } else {
      assertRefused(token, "type");
    }
  }

  @Test
  void aForgedKeyIdIsRefusedManyTimesAndARotatedKeyIsFoundAfterwards() throws Exception {
    assertThat(verifier.verify(rs256(rsa, claims())).user()).isEqualTo("ann");
    for (int i = 0; i < 50; i++) {
      String forged = sign(header("RS256", "../x" + i), claims(), new RSASSASigner(otherRsa));
      assertRefused(forged, "no matching key(s)");
    }
    publish(otherRsa);
    long begun = System.nanoTime();
    String rotated = rs256(otherRsa, claims());
    while (!isAccepted(rotated)) {
      // A second is what forged tokens may cost; a local fetch takes far less.
      assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
      Thread.onSpinWait();
    }
  }

  @Test
  void keysOutliveTheirServerAndWithoutAnyItIsOurTrouble() throws Exception {
    assertThat(verifier.verify(rs256(rsa, claims())).user()).isEqualTo("ann");
    published = "";
    assertThat(verifier.verify(rs256(rsa, claims())).user()).isEqualTo("ann");
    assertThatThrownBy(() -> verifier(Map.of()).verify(rs256(rsa, claims())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tokens cannot be verified");
  }

  @Test
  void noTokenChoosesItsKeyOrItsAlgorithm() throws Exception {
    assertRefused(new PlainJWT(claims()).serialize(), "not a signed token");
    var confused = new MACSigner(Arrays.copyOf(rsa.toRSAPublicKey().getEncoded(), 256));
    assertRefused(sign(header("HS256", "rsa"), claims(), confused), "alg: HS256");
    var own =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .jwk(otherRsa.toPublicJWK())
            .jwkURL(URI.create("http://127.0.0.1:1/jwks"))
            .x509CertURL(URI.create("http://127.0.0.1:1/x5u"));
    assertRefused(sign(own.build(), claims(), new RSASSASigner(otherRsa)), "Invalid signature");
    var critical = new JWSHeader.Builder(JWSAlgorithm.RS256).criticalParams(java.util.Set.of("x"));
    assertRefused(
        sign(critical.customParam("x", 1).build(), claims(), new RSASSASigner(rsa)),
        "Invalid signature");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | exp: absent",
        "{'exp': null}                               | exp: absent",
        "{'exp': 1}                                  | Expired JWT",
        "{'exp': -1}                                 | Expired JWT",
        "{'exp': NOW000}                             | exp: more than ten years ahead",
        "{'exp': 9223372036854775807}                | e",
        "{'exp': 1e300}                              | e",
        "{'exp': 'tomorrow'}                         | claims of wrong types",
        "{'exp': [1]}                                | claims of wrong types",
        "{'exp': LATER, 'nbf': LATER}                | before use time",
        "{'exp': LATER, 'iss': 'https://other'}      | iss claim",
        "{'exp': LATER, 'aud': 'other'}              | aud: another one",
        "{'exp': LATER, 'aud': ['other', 'third']}   | aud: another one",
        "{'exp': LATER, 'aud': null}                 | aud: another one",
        "{'exp': LATER, 'sub': null}                 | sub: absent",
        "{'exp': LATER, 'sub': [7]}                  | claims of wrong types",
        "{'exp': LATER, 'sub': ' '}                  | sub: (expected: 1 to 256",
        "{'exp': LATER, 'sub': 'a\\u001bb'}          | sub: (expected: 1 to 256",
        "{'exp': LATER, 'name': {'first': 'ann'}}    | name: not a string",
        "{'exp': LATER, 'rooms': 7}                  | rooms: not a string",
        "{'exp': LATER, 'rooms': ['a b', 7]}         | rooms: not a string",
        "{'exp': LATER, 'chat_roles': 7}             | chat_roles: not a string",
        "{'exp': LATER, 'chat_roles': [['write']]}   | chat_roles: not a string",
        "{'exp': LATER, 'chat_roles': []}            | chat_roles: none of ours (expected: one of",
        "{'exp': LATER, 'chat_roles': 'WRITE admin'} | chat_roles: none of ours (expected: one of",
        "{'exp': LATER, 'rooms': 'a/b'}              | rooms: (expected: 1 to 64 letters",
        "{'exp': LATER, 'rooms': MANY}               | rooms: 10000 patterns (expected: at most"
            + " 100)"
      })
  void aTokenThatIsNotForUsIsRefusedWithTheReason(String claims, String reason) throws Exception {
    assertRefused(raw(claims), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'exp': LATER}                              | ann | -   | -",
        "{'exp': LATER.5}                            | ann | -   | -",
        "{'exp': LATER, 'sub': 7}                    | 7   | -   | -",
        "{'exp': JUSTNOW}                            | ann | -   | -",
        "{'exp': LATER, 'aud': ['x', 'chat']}        | ann | -   | -",
        "{'exp': LATER, 'aud': null, 'client_id': 'chat'} | ann | - | -",
        "{'exp': LATER, 'name': 'Ann'}               | ann | Ann | -",
        "{'exp': LATER, 'rooms': ['red', 'team-*']}  | ann | -   | red team-*",
        "{'exp': LATER, 'rooms': 'red team-*'}       | ann | -   | red team-*",
        "{'exp': LATER, 'rooms': []}                 | ann | -   | ''"
      })
  void aTokenSaysWhoItIsFor(String claims, String user, String name, String rooms)
      throws Exception {
    Identity identity = verifier.verify(raw(claims));
    assertThat(identity.user()).isEqualTo(user);
    assertThat(identity.name().orElse("-")).isEqualTo(name);
    assertThat(identity.rooms().orElse("-")).isEqualTo(rooms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'exp': LATER}                                         | WRITE",
        "{'exp': LATER, 'roles': ['admin']}                     | WRITE",
        "{'exp': LATER, 'chat_roles': 'read'}                   | READ",
        "{'exp': LATER, 'chat_roles': ['read', 'write']}        | WRITE",
        "{'exp': LATER, 'chat_roles': 'moderate read'}          | MODERATE",
        "{'exp': LATER, 'chat_roles': ['admin', 'read']}        | READ"
      })
  void aTokenSaysWhatMayBeDoneWithIt(String claims, Role role) throws Exception {
    assertThat(verifier.verify(raw(claims)).role()).isEqualTo(role);
  }

  @Test
  void aTokenWithoutAnEndIsAcceptedWhereThatIsAllowed() throws Exception {
    verifier = verifier(Map.of("UNEXPIRING_TOKENS", "allow"));
    assertThat(verifier.verify(raw("{}")).expiresAt()).isEmpty();
  }

  @Test
  void claimsAreWhereTheSettingsSay() throws Exception {
    verifier =
        verifier(
            Map.of(
                "USER_CLAIM", "https://x/id", "NAME_CLAIM", "nickname", "ROOMS_CLAIM", "groups"));
    Identity identity =
        verifier.verify(
            raw("{'exp': LATER, 'https://x/id': 'u7', 'nickname': 'Bo', 'groups': ['red']}"));
    assertThat(identity.user()).isEqualTo("u7");
    assertThat(identity.name()).hasValue("Bo");
    assertThat(identity.rooms()).hasValue("red");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b.c", "....", "not a token", "e30.e30.", "e30.e30.e30.e30.e30"})
  void whatIsNoTokenIsRefused(String token) {
    assertRefused(token, "");
  }

  @Test
  void nestedAndLongTokensAreRefused() throws Exception {
    String nested = "[".repeat(100_000) + "]".repeat(100_000);
    assertRefused(raw("{'exp': LATER, 'x': " + nested + "}"), "");
    String header = Base64URL.encode("{\"alg\":\"RS256\",\"x\":" + nested + "}").toString();
    assertRefused(header + ".e30.AA", "not a signed token");
  }

  private void assertRefused(String token, String reason) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(reason)
        .message()
        .hasSizeLessThan(200);
  }

  private boolean isAccepted(String token) {
    try {
      verifier.verify(token);
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }

  private TokenVerifier verifier(Map<String, String> more) {
    var env = new HashMap<String, String>();
    env.put("JWKS_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    env.put("JWT_ISSUER", "https://id.example");
    env.put("JWT_AUDIENCE", "web, chat");
    env.put("USER_CLAIM", "sub");
    env.putAll(more);
    AuthSettings settings = AuthSettings.fromEnvironment(env);
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var log =
        new JsonLog(
            nowhere, settings.log().level(), settings.log().dimensions(), InstantSource.system());
    return new TokenVerifier(settings.keys(), settings.tokens(), log);
  }

  private void publish(JWK... keys) {
    published = new JWKSet(List.of(keys)).toString();
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .issuer("https://id.example")
        .audience("chat")
        .subject("ann")
        .claim("exp", Instant.now().getEpochSecond() + 600)
        .build();
  }

  /** A signed token with these claims over the usual ones, whatever JSON they are. */
  private static String raw(String claims) throws Exception {
    long now = Instant.now().getEpochSecond();
    String json =
        claims
            .replace("NOW", Long.toString(now))
            .replace("LATER", Long.toString(now + 600))
            .replace("JUST" + now, Long.toString(now - 30))
            .replace("MANY", "'" + "r ".repeat(10_000).strip() + "'")
            .replace('\'', '"');
    String usual = "\"iss\":\"https://id.example\",\"aud\":\"chat\",\"sub\":\"ann\"";
    for (String claim : List.of("iss", "aud", "sub")) {
      if (json.contains("\"" + claim + "\"")) {
        usual = usual.replaceFirst("\"" + claim + "\":\"[^\"]*\",?", "").replaceFirst(",$", "");
      }
    }
    String inner = json.strip().substring(1, json.strip().length() - 1);
    String payload = "{" + usual + (inner.isBlank() || usual.isEmpty() ? "" : ",") + inner + "}";
    JWSHeader header = header("RS256", "rsa");
    String signed = header.toBase64URL() + "." + Base64URL.encode(payload);
    return signed
        + "."
        + new RSASSASigner(rsa).sign(header, signed.getBytes(StandardCharsets.UTF_8));
  }

  private static String rs256(RSAKey key, JWTClaimsSet claims) throws Exception {
    return sign(header("RS256", key.getKeyID()), claims, new RSASSASigner(key));
  }

  private static JWSHeader header(String algorithm, String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(keyId).build();
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String ed25519(String algorithm, KeyPair pair) throws GeneralSecurityException {
    String head = header(algorithm, "ed").toBase64URL() + "." + claims().toPayload().toBase64URL();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(head.getBytes(StandardCharsets.US_ASCII));
    return head + "." + Base64URL.encode(signature.sign());
  }

  private static OctetKeyPair publicKey(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).keyID("ed").build();
  }
}
