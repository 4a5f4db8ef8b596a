package dev.chatctl.gateway.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Client;
import dev.chatctl.gateway.Functions;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class GatewayExtensionTest {
  private static final Set<Integer> GATEWAYS = ConcurrentHashMap.newKeySet();

  @RegisterExtension
  final GatewayExtension gateway =
      GatewayExtension.serving(
          bound ->
              WebSocketApi.builder()
                  .route("echo", Functions.echo(), RouteResponse.ENABLED)
                  .build());

  @RepeatedTest(4)
  void eachTestHasAGatewayOfItsOwn() throws Exception {
    assertThat(GATEWAYS.add(System.identityHashCode(gateway.gateway()))).isTrue();
    try (Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{\"action\":\"echo\"}").next()).isEqualTo("{\"action\":\"echo\"}");
      assertThat(gateway.gateway().connections()).isEqualTo(1);
    }
  }
}
