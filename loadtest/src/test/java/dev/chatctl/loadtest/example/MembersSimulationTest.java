package dev.chatctl.loadtest.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.loadtest.cli.ReferenceChat;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulation of docs/chats.md, behind a login over HTTP and an authorizer that asks for its
 * token.
 */
class MembersSimulationTest {
  private static final Path DOCS = Path.of("..", "docs", "chats.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/chatctl/loadtest/example/MembersSimulation.java");

  @TempDir private Path folder;
  private final AtomicInteger logins = new AtomicInteger();
  private HttpServer login;

  @BeforeEach
  void listen() throws IOException {
    login = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    login.createContext("/login", this::signIn);
    login.start();
    System.setProperty("login.url", "http://127.0.0.1:" + login.getAddress().getPort());
  }

  @AfterEach
  void forget() {
    login.stop(0);
    System.clearProperty("login.url");
    System.clearProperty("loadtest.args");
  }

  /** Whoever has the right password is given the token that the chat asks for in a cookie. */
  private void signIn(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean member = form.matches("user=(\\w+)&password=\\1-s-password");
    logins.incrementAndGet();
    byte[] answer = (member ? "{\"token\":\"token-of-f\"}" : "{}").getBytes(UTF_8);
    exchange.sendResponseHeaders(member ? 200 : 401, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private int run(String more) throws Exception {
    Path chat =
        Files.writeString(
            folder.resolve("chat.json"),
            """
            {
              "connect": {"cookies": {"Authorization": "${client.token}"}},
              "say": {"type": "Message", "sender": "${client.user}", "text": "${text}"},
              "messages": {"jmespath": "type == 'Message' && text"},
              "ignore": {"jmespath": "type != 'Message'"}
            }
            """);
    try (Gateway gateway =
        Gateway.start(
            bound -> ReferenceChat.of("websocket-chat-application", bound).api(),
            GatewaySettings.defaults())) {
      System.setProperty(
          "loadtest.args",
          "--chat=%s --url=%s --out=%s --linger=200ms --warm-up=2 %s"
              .formatted(chat, gateway.webSocketUrl(), folder.resolve("results"), more));
      return Gatling$.MODULE$.fromArgs(
          new String[] {
            "--simulation",
            MembersSimulation.class.getName(),
            "--no-reports",
            "--results-folder",
            folder.resolve("gatling").toString()
          });
    }
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results/summary.json").toFile());
  }

  @Test
  void everyDeliveryAmongThoseWhoSignedInIsAccountedFor() throws Exception {
    try {
      assertThat(run("")).isZero();
    } catch (IllegalStateException e) { // a machine that pauses spoils what is measured on it
      assertThat(e).hasMessageEndingWith("ended with exit code 7");
    }

    assertThat(summary().path("received").asInt()).isEqualTo(400);
    assertThat(summary().path("flawless").asBoolean()).isTrue();
    assertThat(logins).hasValue(21);
    assertThat(Files.readString(folder.resolve("results/run.json"))).doesNotContain("token-of-f");
  }

  @Test
  void whoDidNotSignInDoesNotConnect() throws Exception {
    login.removeContext("/login");

    assertThatThrownBy(() -> run("--clients=2")).hasMessageEndingWith("ended with exit code 6");

    assertThat(summary().path("stopped").asText())
        .endsWith("could not connect: a step before it failed");
  }

  @Test
  void isShownInTheDocumentsAsItIs() throws IOException {
    String source = Files.readString(SOURCE);
    String shown = source.substring(source.indexOf("import static"));

    assertThat(Files.readString(DOCS)).contains("```java\n" + shown + "```");
  }
}
