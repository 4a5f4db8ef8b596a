package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.limit.Timeouts;
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
    gateway = Gateway.start(api(), GatewaySettings.defaults());
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
    gateway.faults(Faults.parse("post-latency=uniform(20ms,40ms)"));
    try (RawSocket http = new RawSocket(gateway)) {
      StringBuilder posts = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        posts.append(
            "POST /local/@connections/%s HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nm%d"
                .formatted(id, i));
      }
      long began = System.nanoTime();
      http.send(posts.toString());
      for (int i = 0; i < 5; i++) {
        assertThat(raw.frame()).isEqualTo("1:m" + i);
        assertThat(http.head()).startsWith("HTTP/1.1 200 ");
        // One after the other: the posts of one connection wait for each other as well.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isGreaterThanOrEqualTo(Duration.ofMillis(20L * (i + 1)));
      }
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

  @Test
  void anIntegrationFails() throws Exception {
    gateway.faults(Faults.parse("integration-throw=100%"));
    raw.frame(true, 1, new byte[] {'x'});
    assertThat(raw.frame()).contains("\"message\": \"Internal server error\"");
  }

  @Test
  void anIntegrationHangs() throws Exception {
    Timeouts timeouts =
        Timeouts.AWS.withIntegration(Duration.ofMillis(100)).withShutdown(Duration.ofMillis(200));
    try (Gateway impatient =
            Gateway.start(api(), GatewaySettings.defaults().withTimeouts(timeouts));
        RawSocket socket = RawSocket.open(impatient)) {
      impatient.faults(Faults.parse("integration-hang=100%"));
      socket.frame(true, 1, new byte[] {'x'});
      assertThat(socket.frame()).contains("\"message\": \"Endpoint request timed out\"");
    }
  }

  private WebSocketApi api() {
    return WebSocketApi.builder()
        .route("$connect", connect)
        .route("$disconnect", disconnect)
        .route("$default", Functions.echo(), RouteResponse.ENABLED)
        .build();
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
