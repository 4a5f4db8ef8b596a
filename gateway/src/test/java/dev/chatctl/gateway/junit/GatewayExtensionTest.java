package dev.chatctl.gateway.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Client;
import dev.chatctl.gateway.Functions;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class GatewayExtensionTest {
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
  private static final CyclicBarrier TWO = new CyclicBarrier(2);

  @RegisterExtension
  final GatewayExtension gateway =
      GatewayExtension.serving(
          bound ->
              WebSocketApi.builder()
                  .route("echo", Functions.echo(), RouteResponse.ENABLED)
                  .build());

  @RepeatedTest(2)
  @Execution(ExecutionMode.CONCURRENT)
  void testsThatRunAtTheSameTimeHaveAGatewayEach() throws Exception {
    // Fails unless the other one is between its beginning and its end as well.
    TWO.await(20, TimeUnit.SECONDS);
    assertThat(PORTS.add(gateway.gateway().port())).isTrue();
    try (Client client = Client.connect(gateway.webSocketUrl())) {
      assertThat(client.send("{\"action\":\"echo\"}").next()).isEqualTo("{\"action\":\"echo\"}");
      assertThat(gateway.gateway().connections()).isEqualTo(1);
      TWO.await(20, TimeUnit.SECONDS);
    }
  }
}
