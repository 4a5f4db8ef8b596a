package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of the reference chats against backends that do as those are documented to. */
class ReferenceChatsTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();
  private Path token;
  private Path feeder;

  @BeforeEach
  void write() throws IOException {
    token = Files.writeString(folder.resolve("token"), "token-of-f\n");
    feeder = Files.writeString(folder.resolve("clients.csv"), "name\nann\nbob\n");
  }

  private int run(String scenario, String chat, String... more) throws Exception {
    try (Gateway gateway =
        Gateway.start(bound -> ReferenceChat.of(chat, bound).api(), GatewaySettings.defaults())) {
      List<Object> args = new ArrayList<>(List.of("loadtest", scenario, "--chat", chat));
      args.addAll(List.of("--url", gateway.webSocketUrl(), "--out", folder, "--warm-up", 2));
      args.addAll(List.of("--clients", 5, "--messages", 10, "--rate", 10, "--linger", "300ms"));
      args.addAll(List.of("--feeder", feeder, "--feeder-cycle"));
      args.addAll(List.of((Object[]) more));
      return cli.run(args.toArray());
    }
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-doc-sdk",
        "julien-muke",
        "simple-websockets",
        "serverless-patterns",
        "biagolini",
        "websocket-chat-application"
      })
  void areMeasuredByTheirOwnDescriptions(String chat) throws Exception {
    cli.delivered(run("broadcast", chat, "--token-file", token.toString(), "--keep-alive", "1s"));

    assertThat(summary().path("received").asInt()).isEqualTo(50);
    assertThat(summary().path("errors")).isEmpty();
    assertThat(summary().path("strangers")).isEmpty();
  }

  @Test
  void arePutIntoOtherScenariosAsFarAsTheyAllow() throws Exception {
    cli.delivered(run("chatter", "simple-websockets"));

    assertThat(cli.err()).contains("simple-websockets: no ${room} in it, so everybody is in one");
    assertThat(summary().path("received").asInt()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoSaysSomethingIsNotExpectedToHearItWhereTheChatDoesNotTellIt(int shards) throws Exception {
    cli.delivered(run("chatter", "aws-doc-sdk", "--shards", "" + shards));

    assertThat(summary().path("expected").asInt()).isEqualTo(40);
    assertThat(summary().path("received").asInt()).isEqualTo(40);
    assertThat(summary().path("warm_ups").asInt()).isEqualTo(2 * shards);
  }

  @Test
  void anErrorIsCountedByItsCode() throws Exception {
    Path chat =
        Files.writeString(
            folder.resolve("chat.json"),
            "{\"say\": {\"action\": \"shout\", \"message\": \"${text}\"},"
                + " \"errors\": {\"jmespath\": \"error\"}}");
    try (Gateway gateway =
        Gateway.start(
            bound -> ReferenceChat.of("biagolini", bound).api(), GatewaySettings.defaults())) {
      assertThat(
              cli.run(
                  "loadtest",
                  "broadcast",
                  "--chat",
                  chat,
                  "--url",
                  gateway.webSocketUrl(),
                  "--out",
                  folder,
                  "--clients",
                  2,
                  "--messages",
                  3,
                  "--warm-up",
                  0,
                  "--deadline",
                  1,
                  "--linger",
                  0))
          .isEqualTo(5);
    }

    assertThat(summary().at("/errors/Invalid request/count").asInt()).isEqualTo(3);
  }

  @Test
  void aTokenThatIsRefusedIsToldWithoutIt() throws Exception {
    Files.writeString(token, "another-token");

    assertThat(run("broadcast", "websocket-chat-application", "--token-file", token.toString()))
        .isEqualTo(6);

    assertThat(cli.err()).contains("HTTP 403").doesNotContain("another-token");
  }
}
