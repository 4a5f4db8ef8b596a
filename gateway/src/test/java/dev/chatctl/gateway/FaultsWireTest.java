package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsWireTest {
  private final Recorder connect = new Recorder();
  private final Recorder disconnect = new Recorder();
  private Gateway gateway;
  private RawSocket raw;
  private String id;

  @BeforeEach
  void open() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", connect)
            .route("$disconnect", disconnect)
            .route("$default", Functions.echo(), RouteResponse.ENABLED)
            .build();
    Timing timing =
        Timing.AWS.withIntegration(Duration.ofMillis(100)).withShutdown(Duration.ofMillis(200));
    gateway = Gateway.start(api, GatewaySettings.defaults().withTiming(timing));
    raw = RawSocket.open(gateway);
    id = Functions.json(connect.next()).get("requestContext").get("connectionId").asText();
  }

  @AfterEach
  void close() throws Exception {
    raw.close();
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "gone=100%, 410, GoneException",
    "throttle=100%, 429, LimitExceededException",
    "error=1, 500, InternalServerErrorException"
  })
  void aShareOfCallsIsRefused(String fault, int status, String type) throws Exception {
    gateway.faults(Faults.parse(fault));
    var answer = Calls.post(gateway, id, "x");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue(type);
    gateway.faults(Faults.NONE);
    assertThat(Calls.post(gateway, id, "x").statusCode()).isEqualTo(200);
  }

  @Test
  void aSeedRepeatsARun() throws Exception {
    List<Integer> first = statuses("gone=30%,throttle=30%,seed=7");
    assertThat(statuses("gone=30%,throttle=30%,seed=7")).isEqualTo(first);
    assertThat(first).contains(200, 410, 429);
  }

  @Test
  void postsWaitForTheLatencyAndKeepTheirOrder() throws Exception {
    gateway.faults(Faults.parse("post-latency=uniform(1ms,30ms)"));
    for (int i = 0; i < 5; i++) {
      assertThat(Calls.post(gateway, id, "m" + i).statusCode()).isEqualTo(200);
      assertThat(raw.frame()).isEqualTo("1:m" + i);
    }
  }

  @Test
  void aDroppedSocketGetsNoCloseFrame() throws Exception {
    gateway.faults(Faults.parse("drop-socket=100%"));
    raw.frame(true, 1, new byte[] {'x'});
    assertThat(raw.isEnded()).isTrue();
    assertThat(disconnect.next()).contains("\"disconnectStatusCode\":1006");
  }

  @Test
  void aLostDisconnectNeverRuns() throws Exception {
    gateway.faults(Faults.parse("lose-disconnect=100%"));
    raw.frame(true, 8, new byte[0]);
    assertThat(raw.frame()).isEqualTo("8:");
    assertThat(raw.isEnded()).isTrue();
    gateway.close();
    assertThat(disconnect.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "integration-hang=100%, Endpoint request timed out",
    "integration-throw=100%, Internal server error"
  })
  void anIntegrationFails(String fault, String message) throws Exception {
    gateway.faults(Faults.parse(fault));
    raw.frame(true, 1, new byte[] {'x'});
    assertThat(raw.frame()).contains("\"message\": \"" + message + "\"");
  }

  private List<Integer> statuses(String faults) throws Exception {
    gateway.faults(Faults.parse(faults));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      statuses.add(Calls.post(gateway, id, "x").statusCode());
    }
    return statuses;
  }
}
