package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.route.WebSocketApi;
import org.junit.jupiter.api.Test;

/** Where something goes wrong on our side, nobody is left waiting. */
class FailureWireTest {
  @Test
  void aProtocolThatNoHeaderCanCarryIs502AndLeavesNobodyBehind() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route(
                "$connect",
                Functions.returning(
                    "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"a\\r\\nb\"}}"))
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway).send(RawSocket.handshake("/local"))) {
      assertThat(raw.answer()).startsWith("HTTP/1.1 502 ").contains("Internal server error");
      assertThat(gateway.connections()).isZero();
    }
  }

  @Test
  void aDelayedCallThatFailsEndsItsSocket() throws Exception {
    GatewaySettings settings =
        GatewaySettings.defaults()
            .withFaults(Faults.parse("post-latency=1ms"))
            .withSignatures(
                (request, action, resource) -> {
                  throw new IllegalStateException("no signatures today");
                });
    try (Gateway gateway = Gateway.start(WebSocketApi.builder().build(), settings);
        RawSocket raw = new RawSocket(gateway)) {
      raw.send(post("Content-Length: 1") + "x");
      assertThat(raw.isEnded()).isTrue();
    }
  }

  @Test
  void aBodyThatIsRefusedBeforeItIsSentEndsTheSocket() throws Exception {
    try (Gateway gateway =
            Gateway.start(WebSocketApi.builder().build(), GatewaySettings.defaults());
        RawSocket raw = new RawSocket(gateway)) {
      raw.send(post("Content-Length: 200000\r\nExpect: 100-continue"));
      assertThat(raw.head()).startsWith("HTTP/1.1 413 ").contains("connection: close\r\n");
      assertThat(raw.isEnded()).isTrue();
    }
  }

  private static String post(String headers) {
    return "POST /local/@connections/gbik1K9kzQAYKEilnA%3D%3D HTTP/1.1\r\nHost: h\r\n"
        + headers
        + "\r\n\r\n";
  }
}
