package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client most of the world uses: npm's {@code ws}. Skipped, and counted so, without Node. */
class NodeClientTest {
  private static final Path SOURCES = Path.of("src/test/node/ws");
  private static final Path INSTALLED = Path.of("target/ws");

  @BeforeAll
  static void install() throws Exception {
    assumeThat(exists("node") && exists("npm")).as("node and npm are on the PATH").isTrue();
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "client.js")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(INSTALLED.resolve("node_modules/ws/package.json"))) {
      String installed =
          run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts");
      assumeThat(INSTALLED.resolve("node_modules/ws/package.json"))
          .as("npm install: %s", installed)
          .exists();
    }
  }

  @Test
  void chatsPingsAndIsToldTheCloseCode() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route(
                "$connect",
                Functions.returning(
                    "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"v1\"}}"))
            .route("echo", Functions.echo(), RouteResponse.ENABLED)
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      assertThat(run("node", "client.js", gateway.webSocketUrl().toString(), "v1").lines())
          .containsExactly(
              "upgrade 101",
              "open v1",
              "text {\"action\":\"echo\",\"text\":\"za\u017c\u00f3\u0142\u0107\"}",
              "pong still there?",
              "close 1003 Binary is not supported");
    }
  }

  @Test
  void readsTheStatusAndTheBodyOfARefusal() throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("$connect", Functions.returning("{\"statusCode\":403,\"body\":\"no guests\"}"))
            .build();
    try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
      assertThat(run("node", "client.js", gateway.webSocketUrl().toString(), "v1"))
          .isEqualTo("refused 403 no guests\n");
    }
  }

  private static boolean exists(String command) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  /** All that a command printed and, when it failed or had to be killed, its exit code. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .start();
    Thread timeout =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(60, TimeUnit.SECONDS)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException done) {
                    Thread.currentThread().interrupt();
                  }
                });
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    timeout.join();
    int exit = process.waitFor();
    return exit == 0 ? output : output + "exit " + exit;
  }
}
