package dev.chatctl.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.http.LoopbackServer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;

/**
 * An identity provider for development: its key set, a sign-in for pages, and tokens with whatever
 * claims one asks for. Its key is of this run only, so that nobody else can have issued a token
 * that this stack accepts; but whoever can reach loopback on this machine may have any identity in
 * it.
 */
public final class TokenIssuer {
  /** Known to all, so that signing in can be tried; a wrong one shows what refusal looks like. */
  static final String PASSWORD = "local";

  static final String KEYS_PATH = "/.well-known/jwks.json";
  static final Duration VALIDITY = Duration.ofHours(1);
  private static final int LONGEST_USER_ID = 64;
  private static final int LONGEST_CLAIMS = 16 * 1024;

  private final String issuer;
  private final String audience;
  private final InstantSource clock;
  private final ECKey key;

  /**
   * One with a new key.
   *
   * @param page where its key set will be
   * @param audience whom its tokens are for
   */
  public TokenIssuer(URI page, String audience, InstantSource clock) {
    this.issuer = page.resolve("/").toString().replaceFirst("/$", "");
    this.audience = audience;
    this.clock = clock;
    try {
      this.key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
    } catch (JOSEException e) { // every JDK has the curve
      throw new IllegalStateException(e);
    }
  }

  /** What the authorizer has to know to accept its tokens, and no others. */
  public Map<String, String> environment() {
    return Map.of("JWKS_URL", issuer + KEYS_PATH, "JWT_ISSUER", issuer, "JWT_AUDIENCE", audience);
  }

  Answer keys(JsonObject nothing) {
    return new Answer(200, Answer.JSON, new JWKSet(key.toPublicJWK()).toString());
  }

  /**
   * Signs anybody in who knows the password, under the user id they ask for. It speaks as a Lambda
   * behind a proxy does: the result's status and body inside an HTTP 200.
   */
  Answer login(JsonObject body) throws JsonFormatException {
    String userId = body.require("user_id").strip();
    String password = body.require("password");
    if (userId.isEmpty() || userId.length() > LONGEST_USER_ID) {
      return result(400, "message", "user_id: (expected: 1 to " + LONGEST_USER_ID + " characters)");
    }
    if (!MessageDigest.isEqual(password.getBytes(UTF_8), PASSWORD.getBytes(UTF_8))) {
      return result(
          401, "message", "wrong password (a local stack's development password is: local)");
    }
    return result(200, "token", token(new JWTClaimsSet.Builder().claim("user_id", userId).build()));
  }

  /** Signs the claims that a request holds. */
  void sign(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      Answer.text(405, exchange.getRequestMethod() + " (expected: POST)").send(exchange);
      return;
    }
    String claims = new String(LoopbackServer.body(exchange, LONGEST_CLAIMS), UTF_8);
    Answer answer;
    try {
      answer = Answer.json(200, Document.of("token", token(JWTClaimsSet.parse(claims))));
    } catch (ParseException e) {
      answer = Answer.text(400, "claims: " + e.getMessage());
    }
    answer.send(exchange);
  }

  /** A token with these claims, and with those it needs and they lack. */
  String token(JWTClaimsSet claims) {
    Instant now = clock.instant();
    var complete =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(String.valueOf(claims.getClaim("user_id")))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(VALIDITY)));
    claims.getClaims().forEach(complete::claim);
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT);
    var token = new SignedJWT(header.keyID(key.getKeyID()).build(), complete.build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) { // the key is of the algorithm
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static Answer result(int status, String member, String value) {
    String body = JsonText.compact(Document.of(member, value));
    return Answer.json(200, Document.of("statusCode", status).with("body", body));
  }
}
