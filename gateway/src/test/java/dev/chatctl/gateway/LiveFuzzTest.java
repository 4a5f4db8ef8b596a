package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a socket sends, its server answers or ends it, and serves the next one. */
class LiveFuzzTest {
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

  @AfterContainer
  static void stop() {
    GATEWAY.close();
  }

  @Property(tries = 150)
  void anyBytesOnAFreshConnection(@ForAll @Size(max = 2_000) byte[] bytes) throws IOException {
    try (RawSocket raw = new RawSocket(GATEWAY)) {
      raw.sendIfOpen(bytes).shutdownOutput();
      raw.readToEnd();
    }
    serves();
  }

  @Property(tries = 150)
  void anyBytesAfterTheHandshake(@ForAll @Size(max = 2_000) byte[] bytes) throws IOException {
    try (RawSocket raw = RawSocket.open(GATEWAY)) {
      raw.sendIfOpen(bytes).shutdownOutput();
      raw.readToEnd();
    }
    serves();
  }

  @Property(tries = 150)
  void anyRequestOfConnectionsIsAnsweredWithAStatusOfTheService(
      @ForAll("methods") String method,
      @ForAll("ids") String id,
      @ForAll("headers") String header,
      @ForAll @Size(max = 300) byte[] body)
      throws IOException {
    try (RawSocket raw = new RawSocket(GATEWAY)) {
      raw.send(
          "%s /local/@connections/%s HTTP/1.1\r\nHost: h\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(method, id, header, body.length));
      raw.sendIfOpen(body);
      assertThat(raw.head()).matches("(?s)HTTP/1.1 (100|400|403|410|413|414|431) .*");
    }
    serves();
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("POST", "GET", "DELETE", "PUT", "HEAD", "OPTIONS", "PROPFIND", "post");
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('!', '~').ofMaxLength(60),
        Arbitraries.of("gbik1K9kzQAYKEilnA==", "gbik1K9kzQAYKEilnA%3D%3D", "%", "%%", "a/b/c"));
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "Upgrade: websocket\r\n", "Expect: 100-continue\r\n", "A b: c\r\n"),
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .ofMaxLength(40)
            .map(value -> "X-Any: " + value + "\r\n"));
  }

  private static void serves() throws IOException {
    try (RawSocket raw = RawSocket.open(GATEWAY)) {
      raw.frame(true, 1, "still here".getBytes(ISO_8859_1));
      assertThat(raw.frame()).isEqualTo("1:still here");
    }
  }
}
