package dev.chatctl.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.local.http.Answer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    String header = part(json -> writeHeader(json));
    String claims =
        part(
            json -> {
              json.writeStartObject();
              json.writeStringField("user_id", userId);
              json.writeStringField("sub", userId);
              json.writeNumberField("iat", now.getEpochSecond());
              json.writeNumberField("exp", now.plus(VALIDITY).getEpochSecond());
              json.writeEndObject();
            });
    String signed = header + "." + claims;
    return signed + "." + base64(signature(signed));
  }

  private static void writeHeader(com.fasterxml.jackson.core.JsonGenerator json)
      throws java.io.IOException {
    json.writeStartObject();
    json.writeStringField("alg", "HS256");
    json.writeStringField("typ", "JWT");
    json.writeEndObject();
  }

  private byte[] signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(signed.getBytes(UTF_8));
    } catch (GeneralSecurityException e) { // every Java platform has HmacSHA256
      throw new IllegalStateException(e);
    }
  }

  private static Answer result(int status, String member, String value) {
    byte[] body =
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringField(member, value);
              json.writeEndObject();
            });
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("statusCode", status);
          json.writeStringField("body", new String(body, UTF_8));
          json.writeEndObject();
        });
  }

  private static String part(Json.Writer writer) {
    return base64(Json.write(writer));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
