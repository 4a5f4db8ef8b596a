package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits over real sockets. */
class SocketLimitsTest {
  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(StackOptions.defaults().withEnvironment(Map.of("SOCKETS_PER_ADDRESS", "2")));

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void oneSocketTooManyIsRefusedUntilAnotherCloses() {
    WebSocket first = connect();
    WebSocket second = connect();
    assertThatThrownBy(this::connect)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> {
              assertThat(refused.getResponse().statusCode()).isEqualTo(403);
              assertThat(refused.getResponse().body())
                  .asString()
                  .startsWith("sockets_per_address: reached");
            });

    first.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> connect().abort());
    second.abort();
  }

  private WebSocket connect() {
    URI api = STACK.addresses().api().webSocketUrl();
    return http.newWebSocketBuilder().buildAsync(api, new WebSocket.Listener() {}).join();
  }
}
