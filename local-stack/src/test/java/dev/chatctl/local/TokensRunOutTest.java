package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that expire in a room where nobody says anything, over sockets and a queue. */
class TokensRunOutTest {
  private static final String SECRET = "a secret of tests, 32 bytes long";
  private static final long PATIENCE_SECONDS = 60;

  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(StackOptions.defaults().withEnvironment(Map.of("JWT_SECRET", SECRET)));

  @Test
  void whoeverIsWarnedStaysByAnotherTokenAndTheOthersAreClosed() throws Exception {
    Instant expiresAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(8);
    var leaving = new Client(token("ann", expiresAt));
    var staying = new Client(token("ben", expiresAt));

    leaving.await("\"token_expires\"");
    staying.await("\"token_expires\"");
    staying.say("{\"action\":\"token\",\"token\":\"%s\"}".formatted(token("ann", expiresAt)));
    staying.await("\"token_refused\"");
    Instant later = Instant.now().plusSeconds(600);
    staying.say("{\"action\":\"token\",\"token\":\"%s\"}".formatted(token("ben", later)));
    staying.await("\"type\":\"token\",\"expires_at\"");

    leaving.await("\"expired\"");
    assertThat(leaving.await("closed")).isEqualTo("closed 1000");
    assertThat(Instant.now()).isAfterOrEqualTo(expiresAt);
    staying.say("{\"action\":\"sendmessage\",\"message\":\"still here\"}");
    staying.await("still here");
    staying.socket.abort();
  }

  /** A client of the JDK. */
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Client(String token) {
      URI api = STACK.addresses().api().webSocketUrl();
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols("envelope", token)
              .buildAsync(api, this)
              .join();
    }

    void say(String text) {
      socket.sendText(text, true).join();
    }

    /** The next that is heard which contains this. */
    String await(String part) throws InterruptedException {
      for (; ; ) {
        String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("something with %s", part).isNotNull();
        if (next.contains(part)) {
          return next;
        }
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }
  }

  private static String token(String user, Instant expiresAt) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder().claim("user_id", user).expirationTime(Date.from(expiresAt));
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    token.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }
}
