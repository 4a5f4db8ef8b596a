package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.gateway.Functions.Recorder;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.route.WebSocketApi;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A gateway that closes owes nobody a {@code $disconnect}. */
class GatewayCloseTest {
  private final Recorder disconnect = new Recorder();

  @Test
  void aSocketThatIsAlreadyEndingIsWaitedFor() throws Exception {
    Recorder connect = new Recorder();
    Gateway gateway = start(connect);
    try (RawSocket silent = RawSocket.open(gateway)) {
      String id = context(connect.next()).get("connectionId").asText();
      Calls.delete(gateway, id);
      assertThat(silent.frame()).isEqualTo("8:1000 Connection Closed Normally");
      gateway.close();
      assertThat(disconnect.isEmpty()).isFalse();
    } finally {
      gateway.close();
    }
    assertThat(context(disconnect.next()).get("disconnectStatusCode").asInt()).isEqualTo(1000);
  }

  @Test
  void aHandshakeThatIsHeldMeanwhileIsRefusedAndItsFunctionHearsOfIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Recorder connect =
        new Recorder(
            event -> {
              if (asked.getAndIncrement() > 0) {
                release.await();
              }
              return InvocationResult.returned("{\"statusCode\":200}");
            });
    try (Gateway gateway = start(connect);
        RawSocket open = RawSocket.open(gateway);
        RawSocket held = new RawSocket(gateway)) {
      connect.next();
      held.send(RawSocket.handshake("/local"));
      String id = context(connect.next()).get("connectionId").asText();
      Thread closing = Thread.ofVirtual().start(gateway::close);
      // Whoever reads this knows that nobody is taken in any more.
      assertThat(open.frame()).isEqualTo("8:1001 Going away");
      release.countDown();
      assertThat(held.head()).startsWith("HTTP/1.1 500 ");
      closing.join();
      assertThat(disconnect.next() + disconnect.next()).contains(id);
    }
  }

  private Gateway start(LambdaFunction connect) throws GatewayStartException {
    WebSocketApi api =
        WebSocketApi.builder().route("$connect", connect).route("$disconnect", disconnect).build();
    return Gateway.start(api, GatewaySettings.defaults());
  }

  private static JsonNode context(String event) {
    return Functions.json(event).get("requestContext");
  }
}
