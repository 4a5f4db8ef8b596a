package dev.chatctl.admin.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class UnsignedHttpTest {
  private final UnsignedHttp http = new UnsignedHttp(Runnable::run);
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void readsAnAnswerOfKnownLengthAndReusesTheConnection() throws Exception {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    assertThat(post()).isEqualTo("200 hello");
    assertThat(post()).isEqualTo("200 hello");
    assertThat(connections).hasValue(1);
  }

  @Test
  void readsAnAnswerInChunks() throws Exception {
    serve(
        String.join(
            "\r\n",
            List.of(
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "5;x=y",
                "hello",
                "a",
                ", somebody",
                "0",
                "Trailer: t",
                "",
                "")));

    assertThat(post()).isEqualTo("200 hello, somebody");
    assertThat(post()).isEqualTo("200 hello, somebody");
    assertThat(connections).hasValue(1);
  }

  @Test
  void readsAnAnswerWithoutBody() throws Exception {
    serve("HTTP/1.1 204 No Content\r\n\r\n");

    assertThat(post()).isEqualTo("204 ");
    assertThat(post()).isEqualTo("204 ");
    assertThat(connections).hasValue(1);
  }

  @Test
  void connectsAgainAfterTheServerSaidItWouldClose() throws Exception {
    serve("HTTP/1.1 410 Gone\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    assertThat(post()).isEqualTo("410 ");
    assertThat(post()).isEqualTo("410 ");
    assertThat(connections).hasValue(2);
  }

  @Test
  void noticesThatAnAnswerWasCutShort() throws Exception {
    serve("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 50\r\n\r\nhello");

    assertThatThrownBy(this::post)
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("Premature EOF");
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    serve("SSH-2.0-OpenSSH_9.2\r\n");

    assertThatThrownBy(this::post)
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("Invalid Http response");
  }

  private String post() {
    Http.Answer answer =
        Futures.await(
            http.post(
                "http://127.0.0.1:" + server.getLocalPort() + "/a%3D",
                "dynamodb",
                Map.of("Content-Type", "text/plain"),
                SdkBytes.fromUtf8String("hi"),
                Duration.ofSeconds(30)));
    return answer.status() + " " + answer.body().asUtf8String();
  }

  /** Gives every request this answer; closes the connection if the answer says so. */
  private void serve(String answer) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  connections.incrementAndGet();
                  boolean more = true;
                  while (more && hasRequest(socket)) {
                    socket.getOutputStream().write(answer.getBytes(US_ASCII));
                    more = !answer.contains("Connection: close");
                  }
                } catch (IOException e) {
                  // the test has ended, or does with this connection
                }
              }
            });
  }

  private static boolean hasRequest(Socket socket) throws IOException {
    var request = new StringBuilder();
    while (!request.toString().endsWith("\r\n\r\nhi")) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        return false;
      }
      request.append((char) b);
    }
    assertThat(request)
        .startsWith("POST /a%3D HTTP/1.1\r\n")
        .contains(
            "Host: 127.0.0.1:", "Content-Type: text/plain\r\n", "AWS4-HMAC-SHA256 Credential");
    return true;
  }
}
