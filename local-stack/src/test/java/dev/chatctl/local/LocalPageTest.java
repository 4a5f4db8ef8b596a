package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.Response;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class LocalPageTest {
  private LocalStack stack;
  private AsyncHttpClient client;
  private URI page;

  @BeforeAll
  void start() throws Exception {
    stack = LocalStack.start(0);
    client = asyncHttpClient();
    page = stack.addresses().pageUrl();
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    stack.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=utf-8",
    "style.css, text/css; charset=utf-8",
    "js/main.js, text/javascript; charset=utf-8",
    "icon.svg, image/svg+xml",
    "operator/operator.js, text/javascript; charset=utf-8"
  })
  void servesThePage(String path, String contentType) throws Exception {
    Response response = get(path);

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getContentType()).isEqualTo(contentType);
    assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing.html",
    "js/",
    "js/../../Answer.class",
    "%2e%2e/Answer.class",
    "config.json/x"
  })
  void servesNothingElse(String path) throws Exception {
    assertThat(get(path).getStatusCode()).isEqualTo(404);
  }

  @Test
  void tellsThePageWhereTheBackendIs() throws Exception {
    assertThat(get("config.json").getResponseBody())
        .contains(
            stack.addresses().api().webSocketUrl().toString(), "login_url", "operator_module");
  }

  @ParameterizedTest
  @CsvSource({
    "Host, evil.example",
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void isDeafToOtherSites(String header, String value) throws Exception {
    assertThat(
            send(client.prepareGet(page + "operator/state").setHeader(header, value))
                .getStatusCode())
        .isEqualTo(403);
    assertThat(send(kick("x").setHeader(header, value)).getStatusCode()).isEqualTo(403);
    assertThat(send(login().setHeader(header, value)).getStatusCode()).isEqualTo(403);
  }

  @Test
  void changesNothingForAFormOfAnotherSite() throws Exception {
    // A form can send no JSON content type, and nothing else without the browser asking first.
    Response response = send(kick("x").setHeader("Content-Type", "text/plain"));

    assertThat(response.getStatusCode()).isEqualTo(403);
  }

  @Test
  void kicksTheConnectionThatTheOperatorSees() throws Exception {
    var closeCode = new AtomicInteger();
    WebSocket socket = connect("room=kicked&name=ann", closeCode);
    await()
        .untilAsserted(
            () ->
                assertThat(get("operator/state").getResponseBody())
                    .contains("\"room\":\"kicked\"", "\"name\":\"ann\""));
    String id = connectionId(get("operator/state").getResponseBody());

    Response kicked = send(kick(id));

    assertThat(kicked.getResponseBody()).isEqualTo("{\"outcome\":\"closed\"}");
    await().until(() -> closeCode.get() == 1000);
    assertThat(socket.isOpen()).isFalse();
    await().until(() -> !get("operator/state").getResponseBody().contains(id));
    assertThat(send(kick(id)).getResponseBody()).isEqualTo("{\"outcome\":\"gone\"}");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(send(client.prepareGet(page + "login")).getStatusCode()).isEqualTo(405);
    Response noId = send(kick("x").setBody("{}"));
    assertThat(noId.getStatusCode()).isEqualTo(400);
    assertThat(noId.getResponseBody()).isEqualTo("connection_id: absent (expected: a string)\n");
    assertThat(send(kick("x").setBody("x".repeat(20_000))).getStatusCode()).isEqualTo(413);
  }

  @Test
  void namesThePagePortThatIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatThrownBy(
              () -> LocalStack.start(StackOptions.defaults().withPagePort(taken.getLocalPort())))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("page port: " + taken.getLocalPort());
    }
  }

  private static String connectionId(String state) {
    String before = "{\"connection_id\":\"";
    int start = state.indexOf(before) + before.length();
    return state.substring(start, state.indexOf('"', start));
  }

  private Response get(String path) throws Exception {
    return send(client.prepareGet(page + path));
  }

  private BoundRequestBuilder login() {
    return client
        .preparePost(page + "login")
        .setHeader("Content-Type", "application/json")
        .setBody("{\"user_id\":\"ann\",\"password\":\"local\"}");
  }

  private BoundRequestBuilder kick(String id) {
    return client
        .preparePost(page + "operator/kick")
        .setHeader("Content-Type", "application/json")
        .setBody(("{\"connection_id\":\"" + id + "\"}").getBytes(UTF_8));
  }

  private static Response send(BoundRequestBuilder request) throws Exception {
    return request.execute().get(10, SECONDS);
  }

  private WebSocket connect(String query, AtomicInteger closeCode) throws Exception {
    var listener =
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocket webSocket) {}

          @Override
          public void onClose(WebSocket webSocket, int code, String reason) {
            closeCode.set(code);
          }

          @Override
          public void onError(Throwable failure) {}
        };
    return client
        .prepareGet(stack.addresses().api().webSocketUrl() + "?" + query)
        .execute(new WebSocketUpgradeHandler.Builder().addWebSocketListener(listener).build())
        .get(10, SECONDS);
  }
}
