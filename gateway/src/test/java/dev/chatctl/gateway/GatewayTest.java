package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class GatewayTest {
  @Test
  void chatsBothWaysAndClosesOnDelete() throws Exception {
    Recorder connect = new Recorder();
    Recorder disconnect = new Recorder();
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", connect)
            .route("$disconnect", disconnect)
            .route("echo", Functions.echo(), RouteResponse.ENABLED)
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults());
        Client client = Client.connect(gateway.webSocketUrl())) {
      JsonNode connected = Functions.json(connect.next()).get("requestContext");
      String id = connected.get("connectionId").asText();
      assertThat(gateway.connections()).isEqualTo(1);

      client.send("{\"action\":\"echo\"}");
      assertThat(client.next()).isEqualTo("{\"action\":\"echo\"}");

      client.send("{\"action\":\"other\"}");
      assertThat(client.next()).contains("\"message\": \"Forbidden\"");

      assertThat(Calls.post(gateway, id, "hello").statusCode()).isEqualTo(200);
      assertThat(client.next()).isEqualTo("hello");
      assertThat(Calls.get(gateway, id).body()).contains("\"sourceIp\" : \"127.0.0.1\"");

      assertThat(Calls.delete(gateway, id).statusCode()).isEqualTo(204);
      assertThat(client.closing()).isEqualTo("1000 Connection Closed Normally");
      JsonNode gone = Functions.json(disconnect.next()).get("requestContext");
      assertThat(gone.get("connectionId").asText()).isEqualTo(id);
      assertThat(gone.get("disconnectStatusCode").asInt()).isEqualTo(1000);
      HttpResponse<String> after = Calls.post(gateway, id, "hello");
      assertThat(after.statusCode()).isEqualTo(410);
      assertThat(after.headers().firstValue("x-amzn-errortype")).contains("GoneException");
      assertThat(after.body()).isEmpty();
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    WebSocketApi api = WebSocketApi.builder().build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      GatewaySettings same = GatewaySettings.defaults().withPort(gateway.port());
      assertThatThrownBy(() -> Gateway.start(api, same))
          .isInstanceOf(GatewayStartException.class)
          .hasMessageContaining("port: " + gateway.port());
    }
  }
}
