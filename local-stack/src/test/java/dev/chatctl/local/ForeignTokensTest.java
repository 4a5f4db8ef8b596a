package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The local stack beside somebody else's identity provider. */
class ForeignTokensTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void theKeySetOfAnotherIsUsedAndStrangersMakeNoErrors() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
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
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    var options = StackOptions.defaults().withEnvironment(Map.of("JWKS_URL", url));
    try (LocalStack stack = LocalStack.start(options)) {
      URI api = stack.addresses().api().webSocketUrl();
      assertThat(status(api, token(key, "k1"))).isEqualTo(101);
      for (int i = 0; i < 25; i++) {
        assertThat(status(api, token(key, "forged" + i))).isEqualTo(403);
      }
      assertThat(sum(stack, "HandshakesRefused")).isEqualTo(25);
      assertThat(sum(stack, "Errors")).isZero();
      URI page = stack.addresses().pageUrl();
      assertThat(get(page.resolve("/config.json"))).contains("\"login_url\":\"\"");
      assertThat(get(page.resolve("/.well-known/jwks.json"))).contains("not found");
    } finally {
      server.stop(0);
    }
  }

  private static double sum(LocalStack stack, String metric) throws Exception {
    URI metrics = stack.addresses().controls().metricsEndpoint();
    double sum = 0;
    for (JsonObject series : Json.parseObject(get(metrics)).objects("series")) {
      if (series.require("name").equals(metric)
          && series.value("points") instanceof List<?> seconds) {
        for (Object second : seconds) {
          sum += ((Number) ((List<?>) second).get(2)).doubleValue();
        }
      }
    }
    return sum;
  }

  private static String get(URI uri) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static int status(URI api, String token) {
    try {
      HTTP.newWebSocketBuilder()
          .buildAsync(URI.create(api + "?token=" + token), new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private static String token(ECKey key, String keyId) throws Exception {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build();
    var claims =
        new JWTClaimsSet.Builder()
            .claim("user_id", "ann")
            .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    var token = new SignedJWT(header, claims.build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }
}
