package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing stays behind: no entry in the table, no platform thread, no port. */
class LeakTest {
  @Test
  void aThousandClientsThatVanishLeaveNothingAndTheServerGoesOn() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    AtomicInteger disconnects = new AtomicInteger();
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", counting(connects))
            .route("$disconnect", counting(disconnects))
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      for (int i = 0; i < 1_000; i++) {
        try (RawSocket raw = new RawSocket(gateway)) {
          switch (i % 4) {
            case 0 -> raw.send("GET /lo").reset();
            case 1 -> raw.send(RawSocket.handshake("/local")).reset();
            case 2 -> raw.send(RawSocket.handshake("/local")).shutdownOutput();
            default -> raw.send(RawSocket.handshake("/local")).head();
          }
        }
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> gateway.connections() == 0);
      await().atMost(Duration.ofSeconds(30)).until(() -> disconnects.get() == connects.get());
      assertThat(connects.get()).isGreaterThanOrEqualTo(250);
      try (RawSocket raw = RawSocket.open(gateway)) {
        assertThat(raw.frame(true, 9, new byte[0]).frame()).isEqualTo("10:");
      }
    }
  }

  @Test
  void aClosedGatewayLeavesNoPlatformThreadAndFreesItsPort() throws Exception {
    LambdaFunction hanging =
        event -> {
          Thread.sleep(60_000);
          return InvocationResult.returned("{}");
        };
    WebSocketApi api = WebSocketApi.builder().route("$default", hanging).build();
    Timing timing = Timing.AWS.withShutdown(Duration.ofMillis(100));
    Gateway gateway = Gateway.start(api, GatewaySettings.defaults().withTiming(timing));
    try (RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {'x'});
      gateway.close();
    }
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("gateway-")));
    int port = gateway.port();
    Gateway.start(api, GatewaySettings.defaults().withPort(port)).close();
  }

  private static LambdaFunction counting(AtomicInteger counter) {
    return event -> {
      counter.incrementAndGet();
      return InvocationResult.returned("{\"statusCode\":200}");
    };
  }
}
