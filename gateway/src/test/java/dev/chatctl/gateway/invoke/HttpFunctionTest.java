package dev.chatctl.gateway.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpFunctionTest {
  @Test
  void itsTimeIsUpWhenItIsInterruptedAndNotBefore() throws Exception {
    Duration timeout = Duration.ofMillis(20);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Thread.sleep(timeout.multipliedBy(10));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    try {
      LambdaFunction function =
          LambdaFunction.http(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              FunctionSettings.named("slow").withTimeout(timeout));
      assertThat(function.invoke(new byte[0])).isInstanceOf(InvocationResult.Returned.class);
    } finally {
      server.stop(0);
    }
  }
}
