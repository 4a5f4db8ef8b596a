package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client most of the world uses: npm's {@code ws}. */
@Needs({Need.NODE, Need.NPM})
class NodeClientTest {
  private static final Path SOURCES = Path.of("src/test/node/ws");
  private static final Path INSTALLED = Path.of("target/ws");

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "client.js")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(INSTALLED.resolve("node_modules/ws/package.json"))) {
      String installed =
          run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts");
      assumeThat(INSTALLED.resolve("node_modules/ws/package.json"))
          .as("needs npm's ws: npm install says %s", installed)
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

  /** All that a command printed and, when it failed, its exit code. */
  private static String run(String... command) throws IOException, InterruptedException {
    Finished ended = Finished.of(new ProcessBuilder(command).directory(INSTALLED.toFile()));
    return ended.exitCode() == 0 ? ended.output() : ended.output() + "exit " + ended.exitCode();
  }
}
