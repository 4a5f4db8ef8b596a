package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.observe.AccessLog;
import dev.chatctl.gateway.observe.ExecutionLog;
import dev.chatctl.gateway.observe.GatewayMetric;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.observe.Meter;
import dev.chatctl.gateway.observe.Metrics;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObserverWireTest {
  private final List<String> access = new CopyOnWriteArrayList<>();
  private final List<String> execution = new CopyOnWriteArrayList<>();
  private final List<GatewayMetric> metrics = new CopyOnWriteArrayList<>();
  private final Meter meter = new Meter(Clock.systemUTC());

  @Test
  void everyOperationIsLoggedCountedAndMetered() throws Exception {
    try (Gateway gateway = start();
        Client client = Client.connect(gateway.webSocketUrl())) {
      client.send("{\"action\":\"echo\"}").next();
      client.send("{\"action\":\"throw\"}").next();
      client.send("{\"action\":\"none\"}").next();
      await().until(() -> access.size() == 4);
      assertThat(access)
          .containsExactlyInAnyOrder(
              "CONNECT $connect 200 -",
              "MESSAGE echo 200 -",
              "MESSAGE throw 502 INTEGRATION_FAILURE",
              "MESSAGE - 403 ACCESS_DENIED");
      Calls.post(gateway, "gbik1K9kzQAYKEilnA==", "x");
      assertThat(access).contains("CONNECTION_API POST /@connections/{connectionId} 410 -");
    }
    assertThat(access).contains("DISCONNECT $disconnect 200 -");
    assertThat(count(GatewayMetric.Name.ConnectCount, null)).isEqualTo(1);
    assertThat(count(GatewayMetric.Name.MessageCount, "$connect")).isEqualTo(1);
    assertThat(count(GatewayMetric.Name.MessageCount, "echo")).isEqualTo(2);
    assertThat(count(GatewayMetric.Name.MessageCount, "throw")).isEqualTo(1);
    assertThat(count(GatewayMetric.Name.MessageCount, "$disconnect")).isEqualTo(1);
    assertThat(count(GatewayMetric.Name.MessageCount, "POST /@connections/{connectionId}"))
        .isEqualTo(1);
    assertThat(count(GatewayMetric.Name.IntegrationError, "throw")).isEqualTo(1);
    assertThat(count(GatewayMetric.Name.ClientError, null)).isEqualTo(2);
    assertThat(meter.usage().messages()).isEqualTo(4);
    assertThat(meter.usage().connects()).isEqualTo(1);
    assertThat(meter.usage().disconnects()).isEqualTo(1);
  }

  @Test
  void theExecutionLogSpeaksTheServicesWords() throws Exception {
    try (Gateway gateway = start();
        Client client = Client.connect(gateway.webSocketUrl())) {
      client.send("{\"action\":\"throw\"}").next();
      await()
          .untilAsserted(
              () ->
                  assertThat(execution)
                      .anyMatch(line -> line.endsWith("with response status code [502].")));
    }
    assertThat(execution)
        .allMatch(line -> line.matches("(?s)\\([\\w-]{15}=\\) .*"))
        .anyMatch(line -> line.endsWith("WebSocket Request Route: [$connect]"))
        .anyMatch(
            line ->
                line.matches(
                    ".*Client \\[Connection Id: .*] connected to API \\[local00000]"
                        + " successfully\\."))
        .anyMatch(
            line -> line.contains("due to customer function error: boom. Lambda request id: "))
        .anyMatch(
            line -> line.contains("with integration response status code [200]. Close reason: ["));
  }

  @Test
  void aMessageOf33KilobytesIsMeteredTwice() throws Exception {
    try (Gateway gateway = start();
        RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(false, 1, new byte[32 * 1024]).frame(true, 0, new byte[1024]);
      await().until(() -> meter.usage().messages() == 2);
    }
  }

  private double count(GatewayMetric.Name name, @Nullable String route) {
    return metrics.stream()
        .filter(metric -> metric.name() == name)
        .filter(
            metric ->
                route == null
                    ? metric.stage() != null && metric.route() == null
                    : route.equals(metric.route()))
        .mapToDouble(GatewayMetric::value)
        .sum();
  }

  private Gateway start() throws GatewayStartException {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", Functions.ok())
            .route("echo", Functions.echo(), RouteResponse.ENABLED)
            .route("throw", Functions.throwing("boom"))
            .build();
    String format =
        "$context.eventType $context.routeKey $context.status $context.error.responseType";
    return Gateway.start(
        api,
        GatewaySettings.defaults()
            .withObserver(
                GatewayObserver.all(
                    new AccessLog(format + " $context.requestId", line -> access.add(cut(line))),
                    new ExecutionLog(
                        false, (group, stream, time, lines) -> execution.addAll(lines)),
                    new Metrics(true, metrics::add),
                    meter)));
  }

  private static String cut(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }
}
