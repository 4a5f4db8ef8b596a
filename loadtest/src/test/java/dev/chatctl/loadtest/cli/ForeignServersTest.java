package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shipped descriptions against servers that are not ours. */
@Needs({Need.NODE, Need.NPM})
class ForeignServersTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  @BeforeAll
  static void install() throws Exception {
    NodeServer.install();
  }

  private int run(String scenario, String chat, String url, String... more) {
    List<Object> args = new ArrayList<>(List.of("loadtest", scenario, "--chat", chat));
    args.addAll(List.of("--url", url, "--out", folder, "--warm-up", 2, "--deadline", 5));
    args.addAll(List.of("--clients", 8, "--messages", 10, "--rate", 10, "--linger", "200ms"));
    args.addAll(List.of((Object[]) more));
    return cli.run(args.toArray());
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @ParameterizedTest
  @CsvSource({"socket.io, ''", "stomp, /ws", "graphql-transport-ws, ''", "phoenix, ''"})
  void eachDeliveryIsAccountedFor(String chat, String path) throws Exception {
    try (NodeServer server = NodeServer.start(chat)) {
      cli.delivered(run("broadcast", chat, server.url(path)));
    }

    assertThat(summary().path("received").asInt()).isEqualTo(80);
    assertThat(summary().path("errors")).isEmpty();
    assertThat(summary().path("strangers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "chatter, socket.io, '', 3",
    "soak, graphql-transport-ws, '', 1",
    "reconnect-storm, phoenix, '', 1",
    "history, stomp, /ws, 1"
  })
  void everyScenarioWorksAsFarAsTheChatAllows(String scenario, String chat, String path, int rooms)
      throws Exception {
    try (NodeServer server = NodeServer.start(chat)) {
      cli.delivered(
          run(
              scenario,
              chat,
              server.url(path),
              "--rooms=" + rooms,
              "--keep-alive=1s",
              "--storm-at=300ms"));
    }

    assertThat(summary().path("lost").asInt()).isZero();
    if (scenario.equals("history")) {
      assertThat(cli.err()).contains("stomp: no \"history\" in it, so nobody reads it");
    }
  }

  @Test
  void aLoginThatIsRefusedIsToldAsTheServerSaysIt() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "wrong-token\n");
    try (NodeServer server = NodeServer.start("graphql-transport-ws")) {
      assertThat(run("broadcast", "graphql-transport-ws", server.url(""), "--token-file=" + token))
          .isEqualTo(6);
    }

    assertThat(cli.out()).contains("closed on opening: close code 4403: Forbidden");
    assertThat(cli.out() + cli.err()).doesNotContain("wrong-token");
  }

  @Test
  void anErrorOnOpeningIsToldByItsCode() throws Exception {
    try (NodeServer server = NodeServer.start("socket.io")) {
      assertThat(run("broadcast", "socket.io", server.url("/?token=wrong"))).isEqualTo(6);
    }

    assertThat(cli.out()).contains("refused on opening: not authorized");
  }
}
