package dev.chatctl.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.http.Answer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TokenIssuer issuer = new TokenIssuer(SECRET, () -> NOW);

  @Test
  void answersAsALambdaBehindAProxyDoes() throws Exception {
    Answer answer = issuer.answer(request("ann", TokenIssuer.PASSWORD));

    assertThat(answer.status()).isEqualTo(200);
    JsonObject result = Json.parseObject(answer.body());
    assertThat(result.integer("statusCode")).hasValue(200);
    assertThat(Json.parseObject(result.require("body")).require("token")).hasSizeGreaterThan(100);
  }

  @Test
  void theTokenNamesItsUserForAnHourAndIsSigned() throws Exception {
    String[] parts = issuer.token("ann").split("\\.", -1);

    JsonObject claims = Json.parseObject(decoded(parts[1]));
    assertThat(claims.string("user_id")).hasValue("ann");
    assertThat(claims.integer("exp")).hasValue(NOW.plus(TokenIssuer.VALIDITY).getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    assertThat(Base64.getUrlDecoder().decode(parts[2]))
        .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)));
  }

  @Test
  void refusesAWrongPasswordAndAnEmptyUser() throws Exception {
    assertThat(issuer.answer(request("ann", "guess")).body()).contains("\"statusCode\":401");
    assertThat(issuer.answer(request(" ", TokenIssuer.PASSWORD)).body())
        .contains("\"statusCode\":400");
    assertThatThrownBy(() -> issuer.answer(Json.parseObject("{\"user_id\":7}")))
        .isInstanceOf(JsonFormatException.class);
  }

  @Test
  void refusesAWeakSecret() {
    assertThatThrownBy(() -> new TokenIssuer("short", () -> NOW))
        .hasMessage("secret: 5 bytes (expected: >= 32)");
  }

  private static JsonObject request(String userId, String password) throws Exception {
    return Json.parseObject("{\"user_id\":\"%s\",\"password\":\"%s\"}".formatted(userId, password));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }
}
