package dev.chatctl.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every endpoint of the stack has in common, byte for byte; PORT stands for its port. */
class LoopbackServerTest {
  private static final int MOST = 8;

  private final List<String> taken = new ArrayList<>();
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.bind(0);
    server.add(
        "/",
        exchange -> {
          taken.add(new String(LoopbackServer.body(exchange, MOST), UTF_8));
          Answer.text(200, "taken").send(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:PORT",
        "HOST: LocalHost:PORT",
        "Host: 127.0.0.1",
        "Host: [::1]:PORT",
        "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\nSec-Fetch-Site: same-origin",
        "Host: 127.0.0.1:PORT\r\nContent-Type: application/x-amz-json-1.1"
      })
  void programsAndPagesOfItsOwnAreHeard(String headers) throws IOException {
    assertThat(post(headers, "x")).startsWith("HTTP/1.1 200 ");
    assertThat(taken).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:PORT",
        "Host: localhost.evil.example:PORT",
        "Host: 127.0.0.1.evil.example",
        "Host: 127.0.0.1:PORT@evil.example",
        "X-Host: 127.0.0.1",
        "Host: 127.0.0.1:PORT\r\nOrigin: https://evil.example",
        "Host: 127.0.0.1:PORT\r\nOrigin: null",
        "Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site",
        "Host: 127.0.0.1:PORT\r\nContent-Type: Text/Plain;charset=UTF-8"
      })
  void otherSitesAreNot(String headers) throws IOException {
    assertThat(post(headers, "x")).startsWith("HTTP/1.1 403 ");
    assertThat(taken).isEmpty();
  }

  @Test
  void aBodyThatIsTooLongIsNotTakenInPart() throws IOException {
    assertThat(post("Host: 127.0.0.1:PORT", "x".repeat(MOST))).startsWith("HTTP/1.1 200 ");
    assertThat(post("Host: 127.0.0.1:PORT", "y".repeat(MOST + 1)))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("body: too long (expected: at most 8 bytes)\n");
    assertThat(taken).containsExactly("x".repeat(MOST));
  }

  private String post(String headers, String body) throws IOException {
    String request =
        "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
            .formatted(body.length(), headers, body);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(request.replace("PORT", String.valueOf(server.port())).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
