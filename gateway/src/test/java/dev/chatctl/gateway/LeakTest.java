package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.WebSocketApi;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Nothing stays behind: no socket, no entry in the table, no thread, no port. */
@Isolated("counts the sockets and threads of the whole process")
class LeakTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int VANISHING = 1_000;

  @Test
  void aThousandClientsThatVanishLeaveNothingAndTheServerGoesOn() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    AtomicInteger disconnects = new AtomicInteger();
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", counting(connects))
            .route("$disconnect", counting(disconnects))
            .route("$default", Functions.ok())
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      RawSocket.open(gateway).close();
      await().atMost(LONG).until(() -> disconnects.get() == 1);
      long files = openFiles();
      int threads = gatewayThreads();
      for (int i = 0; i < VANISHING; i++) {
        vanish(gateway, i);
      }
      await().atMost(LONG).until(() -> gateway.connections() == 0);
      await().atMost(LONG).until(() -> disconnects.get() == connects.get());
      await().atMost(LONG).until(() -> openFiles() <= files);
      await().atMost(LONG).until(() -> gatewayThreads() <= threads);
      assertThat(connects.get()).isGreaterThan(VANISHING / 4);
      try (RawSocket raw = RawSocket.open(gateway)) {
        assertThat(raw.frame(true, 9, new byte[0]).frame()).isEqualTo("10:");
      }
    }
  }

  private static void vanish(Gateway gateway, int how) throws Exception {
    try (RawSocket raw = new RawSocket(gateway)) {
      switch (how % 6) {
        case 0 -> raw.send("GET /lo").reset();
        case 1 -> raw.send(RawSocket.handshake("/local")).reset();
        case 2 -> raw.send(RawSocket.handshake("/local")).shutdownOutput();
        case 3 -> raw.send(RawSocket.handshake("/local")).head();
        case 4 -> {
          raw.send(RawSocket.handshake("/local")).head();
          raw.frame(false, 1, new byte[1_000]).reset();
        }
        default ->
            raw.send("POST /local/@connections/x HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf")
                .reset();
      }
    }
  }

  @Test
  void halfClosedSocketsAreClosedFromThisSideToo() throws Exception {
    WebSocketApi api = WebSocketApi.builder().build();
    List<RawSocket> halfClosed = new ArrayList<>();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      long files = openFiles();
      for (int i = 0; i < 100; i++) {
        RawSocket raw = i % 2 == 0 ? RawSocket.open(gateway) : new RawSocket(gateway);
        raw.shutdownOutput();
        halfClosed.add(raw);
      }
      for (RawSocket raw : halfClosed) {
        assertThat(raw.isEnded()).isTrue();
      }
      await().atMost(LONG).until(() -> gateway.connections() == 0);
      // What is left are the hundred clients' own ends.
      await().atMost(LONG).until(() -> openFiles() <= files + halfClosed.size());
    } finally {
      for (RawSocket raw : halfClosed) {
        raw.close();
      }
    }
  }

  @Test
  void aClosedGatewayLeavesNoThreadAndNoFileAndFreesItsPort() throws Exception {
    LambdaFunction hanging =
        event -> {
          Thread.sleep(60_000);
          return InvocationResult.returned("{}");
        };
    WebSocketApi api = WebSocketApi.builder().route("$default", hanging).build();
    GatewaySettings settings =
        GatewaySettings.defaults().withTimeouts(Timeouts.AWS.withShutdown(Duration.ofMillis(100)));
    // Other test classes share this JVM, and the gateways that they keep.
    int threads = gatewayThreads();
    Gateway.start(api, settings).close();
    await().atMost(LONG).until(() -> gatewayThreads() <= threads);
    long files = openFiles();
    Gateway gateway = Gateway.start(api, settings);
    try (RawSocket raw = RawSocket.open(gateway)) {
      raw.frame(true, 1, new byte[] {'x'});
      gateway.close();
    }
    await().atMost(LONG).until(() -> gatewayThreads() <= threads);
    await().atMost(LONG).until(() -> openFiles() <= files);
    Gateway.start(api, GatewaySettings.defaults().withPort(gateway.port())).close();
  }

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  private static int gatewayThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("gateway-"))
            .count();
  }

  private static LambdaFunction counting(AtomicInteger counter) {
    return event -> {
      counter.incrementAndGet();
      return InvocationResult.returned("{\"statusCode\":200}");
    };
  }
}
