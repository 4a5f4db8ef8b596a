package dev.chatctl.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chatctl.cli.http.Answer;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Signs anybody in who knows the development password, under the user id they ask for. It speaks as
 * a Lambda behind a proxy does: the result's status and body inside an HTTP 200.
 *
 * <p>For development only: whoever can reach loopback on this machine may have any identity in a
 * stack that lives in memory.
 */
final class TokenIssuer implements Endpoint.Operation {
  /** Known to all, so that signing in can be tried; a wrong one shows what refusal looks like. */
  static final String PASSWORD = "local";

  static final Duration VALIDITY = Duration.ofHours(1);
  private static final int LONGEST_USER_ID = 64;

  private final byte[] secret;
  private final InstantSource clock;

  /** Signs with HS256; RFC 7518 asks for a secret of at least 256 bits. */
  TokenIssuer(String secret, InstantSource clock) {
    this.secret = secret.getBytes(UTF_8);
    this.clock = clock;
    if (this.secret.length < 32) {
      throw new IllegalArgumentException(
          "secret: " + this.secret.length + " bytes (expected: >= 32)");
    }
  }

  @Override
  public Answer answer(JsonObject body) throws JsonFormatException {
    String userId = body.require("user_id").strip();
    String password = body.require("password");
    if (userId.isEmpty() || userId.length() > LONGEST_USER_ID) {
      return result(400, "message", "user_id: (expected: 1 to " + LONGEST_USER_ID + " characters)");
    }
    if (!MessageDigest.isEqual(password.getBytes(UTF_8), PASSWORD.getBytes(UTF_8))) {
      return result(
          401, "message", "wrong password (a local stack's development password is: local)");
    }
    return result(200, "token", token(userId));
  }

  String token(String userId) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .subject(userId)
            .claim("user_id", userId)
            .claim("iat", now.getEpochSecond())
            .claim("exp", now.plus(VALIDITY).getEpochSecond());
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT);
    var token = new SignedJWT(header.build(), claims.build());
    try {
      token.sign(new MACSigner(secret));
    } catch (JOSEException e) { // the secret is long enough
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static Answer result(int status, String member, String value) {
    String body = JsonText.compact(Document.of(member, value));
    return Answer.json(200, Document.of("statusCode", status).with("body", body));
  }
}
