package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client meets that may not come in. */
class RefusalsTest {
  private static final String OUR_PAGE = "https://chat.example";

  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(
          StackOptions.defaults().withEnvironment(Map.of("ALLOWED_ORIGINS", OUR_PAGE)));

  @Test
  void aTokenThatIsNoneAndAPageThatIsNotListedAre403AndNoErrors() throws Exception {
    URI url = STACK.addresses().api().webSocketUrl();
    assertThat(handshake(url, "?token=no.such.token", OUR_PAGE)).startsWith("HTTP/1.1 403 ");
    assertThat(handshake(url, "", "https://evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(handshake(url, "", OUR_PAGE)).startsWith("HTTP/1.1 101 ");
    assertThat(authorizerLog())
        .contains("START RequestId: ", "not a signed token")
        .doesNotContain("ERROR ");
  }

  private static String authorizerLog() throws Exception {
    String group = STACK.addresses().aws().logGroups().get("authorizer");
    HttpRequest request =
        HttpRequest.newBuilder(STACK.addresses().aws().logsEndpoint())
            .header("X-Amz-Target", "Logs_20140328.FilterLogEvents")
            .POST(BodyPublishers.ofString("{\"logGroupName\":\"" + group + "\"}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  /** The status line of the answer; clients hide it. */
  private static String handshake(URI url, String query, String origin) throws IOException {
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET "
              + url.getPath()
              + query
              + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
              + origin
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var status = new StringBuilder();
      for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; ) {
        status.append((char) c);
        c = socket.getInputStream().read();
      }
      return status.toString();
    }
  }
}
