package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.ThrottleSettings;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handshake is answered with, byte for byte. */
@SuppressWarnings({"StringConcatToTextBlock", "InlineFormatString"}) // CR LF matters here
class ConnectWireTest {
  private static final String ERROR =
      "\\{\"message\":\"%s\",\"connectionId\":\"[\\w-]{18}==\",\"requestId\":\"[\\w-]{15}=\"}";

  @Test
  void anAcceptedHandshakeHasFourHeadersAndNoMore() throws Exception {
    try (Gateway gateway = start(Functions.ok());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      assertThat(raw.head())
          .matches(
              "HTTP/1.1 101 Switching Protocols\r\n"
                  + "date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n"
                  + "connection: upgrade\r\nupgrade: websocket\r\n"
                  + "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\\+xOo=\r\n\r\n");
    }
  }

  @Test
  void aRefusedHandshakeHasTheHandlersStatusAndBodyAndNoErrorType() throws Exception {
    try (Gateway gateway = start(Functions.returning("{\"statusCode\":403,\"body\":\"no\"}"));
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      assertThat(raw.head())
          .matches(
              "HTTP/1.1 403 Forbidden\r\n"
                  + "date: [^\r]+\r\n"
                  + "content-type: application/json; charset=UTF-8\r\n"
                  + "content-length: 2\r\n"
                  + "x-amz-apigw-id: [\\w-]{15}=\r\n"
                  + "connection: keep-alive\r\n\r\n");
      assertThat(raw.body(2)).isEqualTo("no");
    }
  }

  @Test
  void aRefusedSocketMayTryAgainOnTheSameConnection() throws Exception {
    try (Gateway gateway = start(Functions.returning("{\"statusCode\":400}"));
        RawSocket raw = new RawSocket(gateway)) {
      for (int i = 0; i < 3; i++) {
        assertThat(raw.send(RawSocket.handshake("/local")).head()).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "throw, 502, Internal server error",
    "malformed, 502, Internal server error",
    "hang, 504, Endpoint request timed out",
    "unavailable, 500, Internal server error"
  })
  void aFailingFunctionRefusesTheHandshake(String how, int status, String message)
      throws Exception {
    LambdaFunction function =
        switch (how) {
          case "throw" -> Functions.throwing("boom");
          case "malformed" -> Functions.returning("{}");
          case "unavailable" -> event -> new InvocationResult.Unavailable("id", "no such function");
          default ->
              event -> {
                Thread.sleep(60_000);
                return InvocationResult.returned("{}");
              };
        };
    GatewaySettings settings = how.equals("hang") ? impatient() : GatewaySettings.defaults();
    try (Gateway gateway = Gateway.start(api(function), settings);
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      assertThat(raw.answer())
          .matches("(?s)HTTP/1.1 " + status + " .*\r\n\r\n" + ERROR.formatted(message));
      assertThat(gateway.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/other", "/local/x", "/%6cocal", "*", "/local/@connections"})
  void aWrongStageOrPathIsForbidden(String uri) throws Exception {
    try (Gateway gateway = start(Functions.ok());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake(uri))) {
      assertThat(raw.head()).startsWith("HTTP/1.1 403 ");
      assertThat(raw.body(23)).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void aPlainGetIsForbidden() throws Exception {
    try (Gateway gateway = start(Functions.ok())) {
      var answer = Calls.send("GET", gateway.managementEndpoint().toString(), new byte[0]);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Version: 12",
        "Sec-WebSocket-Key: short",
        "Sec-WebSocket-Key: !!!!"
      })
  void aMalformedHandshakeIsABadRequest(String header) throws Exception {
    String name = header.substring(0, header.indexOf(':'));
    String request = RawSocket.handshake("/local").replaceAll(name + ": [^\r]*", header);
    try (Gateway gateway = start(Functions.ok());
        RawSocket raw = new RawSocket(gateway).send(request)) {
      assertThat(raw.head()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aUrlOver4096CharactersIsRefused() throws Exception {
    try (Gateway gateway = start(Functions.ok());
        RawSocket fits = new RawSocket(gateway);
        RawSocket over = new RawSocket(gateway);
        RawSocket farOver = new RawSocket(gateway)) {
      assertThat(fits.send(RawSocket.handshake(url(4096))).head()).startsWith("HTTP/1.1 101 ");
      assertThat(over.send(RawSocket.handshake(url(4097))).head()).startsWith("HTTP/1.1 414 ");
      assertThat(farOver.send(RawSocket.handshake(url(9000))).head()).startsWith("HTTP/1.1 414 ");
    }
  }

  @Test
  void oversizedHeadersAreRefused() throws Exception {
    try (Gateway gateway = start(Functions.ok());
        RawSocket raw = new RawSocket(gateway)) {
      raw.send(RawSocket.handshake("/local", "X-Big: " + "x".repeat(12_000)));
      assertThat(raw.head()).startsWith("HTTP/1.1 431 ");
      assertThat(raw.isEnded()).isTrue();
    }
  }

  @Test
  void overTheConnectRateIs429() throws Exception {
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withLimits(Limits.NONE.withConnects(new ThrottleSettings(0.001, 1)));
    try (Gateway gateway = Gateway.start(api(Functions.ok()), settings);
        RawSocket first = RawSocket.open(gateway);
        RawSocket second = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      assertThat(second.head()).startsWith("HTTP/1.1 429 ");
      assertThat(first.frame(true, 9, new byte[0]).frame()).isEqualTo("10:");
    }
  }

  @Test
  void theSubprotocolIsTheOneTheHandlerReturns() throws Exception {
    LambdaFunction choose =
        Functions.returning(
            "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"chat.v1\"}}");
    try (Gateway gateway = start(choose);
        Client client = Client.connect(gateway.webSocketUrl(), "chat.v1")) {
      assertThat(client.socket().getSubprotocol()).isEqualTo("chat.v1");
    }
  }

  @Test
  void aHandshakeIsHeldAndItsIdGoneUntilTheHandlerReturns() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Recorder connect =
        new Recorder(
            event -> {
              release.await();
              return InvocationResult.returned("{\"statusCode\":200}");
            });
    try (Gateway gateway = Gateway.start(api(connect), GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      String id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
      assertThat(Calls.post(gateway, id, "early").statusCode()).isEqualTo(410);
      release.countDown();
      assertThat(raw.head()).startsWith("HTTP/1.1 101 ");
      assertThat(Calls.post(gateway, id, "now").statusCode()).isEqualTo(200);
      assertThat(raw.frame()).isEqualTo("1:now");
    }
  }

  @Test
  void connectShowsHeadersAsSentWithoutTheUpgradeItself() throws Exception {
    Recorder connect = new Recorder();
    try (Gateway gateway = Gateway.start(api(connect), GatewaySettings.defaults());
        RawSocket raw =
            new RawSocket(gateway)
                .send(RawSocket.handshake("/local?a=1&a=2&b=%20", "x-MiXed: 1", "x-MiXed: 2"))) {
      assertThat(raw.head()).startsWith("HTTP/1.1 101 ");
      JsonNode event = Functions.json(connect.next());
      JsonNode headers = event.get("headers");
      assertThat(headers.get("x-MiXed").asText()).isEqualTo("2");
      assertThat(event.get("multiValueHeaders").get("x-MiXed").toString())
          .isEqualTo("[\"1\",\"2\"]");
      assertThat(headers.has("Connection")).isFalse();
      assertThat(headers.has("Upgrade")).isFalse();
      assertThat(headers.get("X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
      assertThat(headers.get("X-Forwarded-Port").asText()).isEqualTo("443");
      assertThat(headers.get("X-Forwarded-Proto").asText()).isEqualTo("https");
      assertThat(headers.get("X-Amzn-Trace-Id").asText())
          .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
      assertThat(event.get("queryStringParameters").toString())
          .isEqualTo("{\"a\":\"2\",\"b\":\" \"}");
      assertThat(event.has("body")).isFalse();
    }
  }

  @Test
  void aClientThatLeavesDuringConnectIsDisconnected() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Recorder connect =
        new Recorder(
            event -> {
              release.await();
              return InvocationResult.returned("{\"statusCode\":200}");
            });
    Recorder disconnect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder().route("$connect", connect).route("$disconnect", disconnect).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"));
      connect.next();
      raw.reset();
      release.countDown();
      JsonNode gone = Functions.json(disconnect.next()).get("requestContext");
      assertThat(gone.get("disconnectStatusCode").asInt()).isEqualTo(1006);
    }
  }

  private static String url(int length) {
    return "/local?q=" + "x".repeat(length - 9);
  }

  /** For functions that hang: with it any other could be late, too. */
  private static GatewaySettings impatient() {
    return GatewaySettings.defaults()
        .withTimeouts(
            Timeouts.AWS
                .withIntegration(Duration.ofMillis(300))
                .withShutdown(Duration.ofMillis(100)));
  }

  private static Gateway start(LambdaFunction connect) throws GatewayStartException {
    return Gateway.start(api(connect), GatewaySettings.defaults());
  }

  private static WebSocketApi api(LambdaFunction connect) {
    return WebSocketApi.builder().route("$connect", connect).build();
  }
}
