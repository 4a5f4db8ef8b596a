package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.gateway.route.WebSocketApi;
import org.junit.jupiter.api.Test;

class GatewayStartTest {
  @Test
  void aStartThatFailsGivesThePortBack() throws Exception {
    WebSocketApi servable = WebSocketApi.builder().build();
    WebSocketApi unservable = WebSocketApi.builder().iamAuthorized(true).build();
    int port;
    try (Gateway gateway = Gateway.start(servable, GatewaySettings.defaults())) {
      port = gateway.port();
    }
    GatewaySettings same = GatewaySettings.defaults().withPort(port);
    assertThatThrownBy(() -> Gateway.start(unservable, same))
        .hasMessageStartingWith("signatures: none");
    Gateway.start(servable, same).close();
  }
}
