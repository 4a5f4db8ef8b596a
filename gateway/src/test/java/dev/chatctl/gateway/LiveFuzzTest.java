package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever a socket sends, its server answers or ends it, and serves the next one. */
class LiveFuzzTest {
  private static final int TRIES = 150;
  private static final Gateway GATEWAY = start();

  private static Gateway start() {
    WebSocketApi api =
        WebSocketApi.builder().route("$default", Functions.echo(), RouteResponse.ENABLED).build();
    try {
      return Gateway.start(api, GatewaySettings.defaults());
    } catch (GatewayStartException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void anyBytesOnAFreshConnection() {
    Fuzz.tries(
        TRIES,
        any -> {
          try (RawSocket raw = new RawSocket(GATEWAY)) {
            raw.sendIfOpen(any.bytes(2_000)).shutdownOutput();
            raw.readToEnd();
          }
          serves();
        });
  }

  @Test
  void anyBytesAfterTheHandshake() {
    Fuzz.tries(
        TRIES,
        any -> {
          try (RawSocket raw = RawSocket.open(GATEWAY)) {
            raw.sendIfOpen(any.bytes(2_000)).shutdownOutput();
            raw.readToEnd();
          }
          serves();
        });
  }

  @Test
  void anyRequestOfConnectionsIsAnsweredWithAStatusOfTheService() {
    Fuzz.tries(
        TRIES,
        any -> {
          byte[] body = any.bytes(300);
          try (RawSocket raw = new RawSocket(GATEWAY)) {
            raw.send(
                "%s /local/@connections/%s HTTP/1.1\r\nHost: h\r\n%sContent-Length: %d\r\n\r\n"
                    .formatted(method(any), id(any), header(any), body.length));
            raw.sendIfOpen(body);
            assertThat(raw.head()).matches("(?s)HTTP/1.1 (100|400|403|410|413|414|431) .*");
          }
          serves();
        });
  }

  private static String method(Fuzz any) {
    return any.oneOf("POST", "GET", "DELETE", "PUT", "HEAD", "OPTIONS", "PROPFIND", "post");
  }

  private static String id(Fuzz any) {
    return any.oneOf(
        any.text('!', '~', 60),
        any.oneOf("gbik1K9kzQAYKEilnA==", "gbik1K9kzQAYKEilnA%3D%3D", "%", "%%", "a/b/c"));
  }

  private static String header(Fuzz any) {
    return any.oneOf(
        any.oneOf("", "Upgrade: websocket\r\n", "Expect: 100-continue\r\n", "A b: c\r\n"),
        "X-Any: " + any.text(' ', '~', 40) + "\r\n");
  }

  private static void serves() throws IOException {
    try (RawSocket raw = RawSocket.open(GATEWAY)) {
      raw.frame(true, 1, "still here".getBytes(ISO_8859_1));
      assertThat(raw.frame()).isEqualTo("1:still here");
    }
  }
}
