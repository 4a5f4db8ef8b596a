package dev.chatctl.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayLogTest {
  @ParameterizedTest
  @EnumSource(names = {"INFO", "TRACE"})
  void theExecutionLogIsInTheServicesGroupAndHoldsEventsOnlyWhenTraced(GatewayLog level)
      throws Exception {
    List<String> lines = logged(level);
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("/aws/apigateway/local00000/local (")
                    && line.contains("connected to API [local00000] successfully."));
    assertThat(lines.stream().anyMatch(line -> line.contains("Endpoint request body")))
        .isEqualTo(level == GatewayLog.TRACE);
  }

  @Test
  void noneIsNothing() throws Exception {
    assertThat(logged(GatewayLog.NONE)).isEmpty();
  }

  /** What one client that comes and goes leaves in the store, each line after its group. */
  private static List<String> logged(GatewayLog level) throws Exception {
    var store = new LogStore(InstantSource.system());
    var lines = new CopyOnWriteArrayList<String>();
    store.listen(event -> lines.add(event.group() + " " + event.message()));
    var api =
        WebSocketApi.builder()
            .route("$connect", event -> InvocationResult.returned("{\"statusCode\":200}"))
            .build();
    var settings = GatewaySettings.defaults().withObserver(level.into(store));
    try (var http = HttpClient.newHttpClient();
        var gateway = Gateway.start(api, settings)) {
      http.newWebSocketBuilder()
          .buildAsync(gateway.webSocketUrl(), new WebSocket.Listener() {})
          .join()
          .abort();
    }
    return List.copyOf(lines);
  }
}
