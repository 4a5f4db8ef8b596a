package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.route.WebSocketApi;
import org.junit.jupiter.api.Test;

class TraceIdWireTest {
  @Test
  void theTraceIdOfAHandshakeTellsItsTime() throws Exception {
    Recorder connect = new Recorder();
    WebSocketApi api = WebSocketApi.builder().route("$connect", connect).build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        RawSocket raw = RawSocket.open(gateway)) {
      assertThat(raw).isNotNull();
      JsonNode event = Functions.json(connect.next());
      long seconds = event.get("requestContext").get("requestTimeEpoch").asLong() / 1000;
      assertThat(event.get("headers").get("X-Amzn-Trace-Id").asText())
          .matches("Root=1-" + Long.toHexString(seconds) + "-[0-9a-f]{24}");
    }
  }
}
