package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chatctl.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection as its token runs out. */
class TokenLifeTest {
  static final String SECRET = "a secret of tests, 32 bytes long";
  private static final int MILLIS = 29_000;

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final TestBackend backend =
      new TestBackend(
          Map.of("JWT_SECRET", SECRET, "LOG_LEVEL", "INFO"),
          new PrintStream(lines, true, StandardCharsets.UTF_8));
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void somebodyInASilentRoomIsWarnedAndThenClosed() throws Exception {
    Instant expiresAt = now.plusSeconds(3);
    backend.connectAs("a=", "ann", expiresAt);
    lookAfter();
    assertThat(backend.callback.frames("a="))
        .singleElement()
        .asString()
        .contains("\"type\":\"token_expires\"", "\"at\":\"" + at(expiresAt));
    assertThat(backend.tables.items("active_connections")).hasSize(1);

    Thread.sleep(Duration.between(Instant.now(), expiresAt.plusMillis(5)));
    lookAfter();
    assertThat(backend.tables.items("active_connections")).isEmpty();
    assertThat(backend.callback.closed()).containsExactly("a=");
    assertThat(session()).containsEntry("close_reason", "token expired");
    assertThat(backend.queue.takeAll()).isEmpty();
  }

  @Test
  void whoeverHasTimeIsLeftAlone() {
    backend.connectAs("a=", "ann", now.plusSeconds(3600));
    List<String> jobs = backend.queue.takeAll();
    assertThat(jobs).hasSize(1);
    backend.work(jobs, MILLIS);
    assertThat(backend.callback.frames("a=")).isEmpty();
    assertThat(backend.queue.takeAll()).containsExactlyElementsOf(jobs);
  }

  /** AWS: no connection outlives two hours, whatever its token says. */
  @Test
  void aTokenThatOutlivesAnyConnectionNeedsNoLookingAfter() {
    backend.connectAs("a=", "ann", now.plusSeconds(3 * 3600));
    backend.connect("guest=", Map.of());
    assertThat(backend.queue.takeAll()).isEmpty();
  }

  @Test
  void whoeverLeftIsForgotten() {
    backend.connectAs("a=", "ann", now.plusSeconds(30));
    backend.disconnect("a=", now, 1000, "bye");
    lookAfter();
    assertThat(backend.callback.frames("a=")).isEmpty();
    assertThat(backend.queue.takeAll()).isEmpty();
  }

  @Test
  void anotherTokenKeepsTheConnection() throws Exception {
    Instant first = now.plusSeconds(2);
    Instant second = now.plusSeconds(600);
    backend.connectAs("a=", "ann", first);
    assertThat(renew("a=", token("ann", second, "read")).string("body"))
        .get()
        .asString()
        .contains("\"type\":\"token\"", "\"expires_at\":\"" + at(second));

    Thread.sleep(Duration.between(Instant.now(), first.plusMillis(5)));
    List<String> jobs = backend.queue.takeAll();
    assertThat(jobs).hasSize(2);
    backend.work(jobs, MILLIS);
    assertThat(backend.queue.takeAll()).as("only the second token is watched").hasSize(1);
    assertThat(backend.callback.closed()).isEmpty();
    backend.connectAs("b=", "ben", second);
    backend.send("b=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
    assertThat(backend.callback.frames("a=")).anyMatch(frame -> frame.contains("\"hi\""));
    assertThat(backend.fallback("a=", "{\"action\":\"rename\",\"name\":\"x\"}").string("body"))
        .as("its role is the new one's")
        .hasValueSatisfying(body -> assertThat(body).contains("forbidden"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other user", "forged", "expired", "other room", "not a token", ""})
  void aTokenThatIsNotGoodChangesNothing(String kind) throws Exception {
    Instant expiresAt = now.plusSeconds(600);
    backend.connectAs("a=", "ann", expiresAt);
    String token =
        switch (kind) {
          case "other user" -> token("ben", expiresAt, "write");
          case "forged" -> token("ann", expiresAt, "write").replaceAll("\\.[^.]*$", ".AAAA");
          case "expired" -> token("ann", now.minusSeconds(600), "write");
          case "other room" -> token("ann", expiresAt, "write", "kitchen");
          default -> kind;
        };
    Map<String, String> before = session();
    refused(renew("a=", token));
    assertThat(session()).containsEntry("speaks_until", before.get("speaks_until"));
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("token_refused", "\"TokensRefused\":1")
        .doesNotContain(token.isEmpty() ? "eyJ" : token);
  }

  @Test
  void aGuestBecomesNobody() throws Exception {
    backend.connect("guest=", Map.of());
    refused(renew("guest=", token("ann", now.plusSeconds(600), "moderate")));
    assertThat(session()).doesNotContainKeys("user", "role", "speaks_until");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"action\":\"token\"}", "{\"action\":\"token\",\"token\":7}"})
  void whatIsNoTokenIsToldSo(String body) {
    backend.connectAs("a=", "ann", now.plusSeconds(600));
    assertThat(backend.renew("a=", body).string("body"))
        .hasValueSatisfying(it -> assertThat(it).contains("\"code\":\"wrong_type\""));
  }

  @Test
  void functionsThatMayNotVerifyDoNotKnowTheAction() {
    backend.connectAs("a=", "ann", now.plusSeconds(600));
    assertThat(backend.fallback("a=", request(token("ann", now))).string("body"))
        .hasValueSatisfying(it -> assertThat(it).contains("unknown_action"));
  }

  private void lookAfter() {
    backend.work(backend.queue.takeAll(), MILLIS);
  }

  private JsonObject renew(String id, String token) {
    return backend.renew(id, request(token));
  }

  static String request(String token) {
    return "{\"action\":\"token\",\"token\":\"" + token + "\"}";
  }

  static String token(String user, Instant expiresAt) {
    try {
      return token(user, expiresAt, "write");
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(JsonObject result) {
    assertThat(result.string("body"))
        .hasValueSatisfying(it -> assertThat(it).contains("\"code\":\"token_refused\""));
  }

  private Map<String, String> session() {
    return backend.tables.items("session_history").getFirst();
  }

  private static String at(Instant time) {
    return time.toString().replace("Z", "");
  }

  private static String token(String user, Instant expiresAt, String role, String... rooms)
      throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .claim("user_id", user)
            .claim("chat_roles", role)
            .expirationTime(Date.from(expiresAt));
    if (rooms.length > 0) {
      claims.claim("rooms", List.of(rooms));
    }
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    token.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }
}
