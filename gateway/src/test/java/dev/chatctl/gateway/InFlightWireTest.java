package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightWireTest {
  private static final int FLOOD = 4_000;
  private static final int FEW = 256 * 1024;

  /** A message may be read whole before its socket is paused, and so may what came with it. */
  private static final int READ_AHEAD = 64;

  @Test
  void aFloodOfMessagesWaitsInItsSocketAndIsServedOnceThereIsRoom() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    LambdaFunction slow =
        event -> {
          running.incrementAndGet();
          release.await();
          done.incrementAndGet();
          return InvocationResult.returned("{\"statusCode\":200}");
        };
    WebSocketApi api = WebSocketApi.builder().route("$default", slow).build();
    GatewaySettings settings = GatewaySettings.defaults().withSizes(Sizes.AWS.withInFlight(FEW));
    try (Gateway gateway = Gateway.start(api, settings);
        RawSocket raw = RawSocket.open(gateway)) {
      Thread sender = Thread.ofVirtual().start(() -> flood(raw));
      // Each holds more than 4 KB, so 64 of them reach the limit.
      await().until(() -> running.get() >= FEW / (4 * 1024 + 3 * 1_000));
      assertThat(running.get()).isLessThan(FEW / (4 * 1024) + READ_AHEAD + 1);
      try (Client other = Client.connect(gateway.webSocketUrl())) {
        assertThat(gateway.connections()).isEqualTo(2);
        other.send("waits as well");
      }
      release.countDown();
      sender.join();
      await().atMost(Duration.ofSeconds(20)).until(() -> done.get() >= FLOOD);
    }
  }

  private static void flood(RawSocket raw) {
    try {
      for (int i = 0; i < FLOOD; i++) {
        raw.frame(true, 1, new byte[1_000]);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
