package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions and feeders that a run cannot go by. */
class BadChatsTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(Object... more) {
    List<Object> args = new ArrayList<>(List.of("loadtest", "broadcast", "--out", folder));
    args.addAll(List.of("--clients", 3, "--messages", 3, "--warm-up", 1));
    args.addAll(List.of(more));
    if (!args.contains("--url")) {
      args.addAll(List.of("--url", "ws://127.0.0.1:9/"));
    }
    return cli.run(args.toArray());
  }

  @Test
  void everythingIsToldAtOnceBeforeAnythingStarts() throws IOException {
    Path chat = file("chat.json", "{\n\"sey\": 1,\n\"say\": \"hello\"}");
    Path feeder = file("feeder.csv", "name\n\"Ann, \"\"A\"\"\"\nBob\n");

    assertThat(run("--chat", chat, "--feeder", feeder)).isEqualTo(2);

    assertThat(cli.err())
        .contains(chat + ":2: sey: unknown; did you mean say?")
        .contains(chat + ":3: say: without ${text}")
        .contains("--feeder: 2 rows (expected: >= 4, one for each connection; --feeder-cycle");
  }

  @Test
  void valuesThatNobodyGivesAreNamedWithWhereTheyComeFrom() throws IOException {
    Path chat =
        file(
            "chat.json",
            """
            {"connect": {"query": {"a": "${client.user}", "b": "${env.SECRET}", "c": "${token}"}},
             "say": "${room} ${text}"}
            """);

    assertThat(run("--chat", chat, "--feeder", file("f", "{\"name\":\"x\"}"), "--feeder-cycle"))
        .isEqualTo(2);

    assertThat(cli.err())
        .contains("${client.user} in " + chat + ": no value (expected: a column user in --feeder")
        .contains("${env.SECRET} in " + chat + ": no value (expected: the environment variable")
        .contains("${token} in " + chat + ": no value (expected: --token-file FILE)")
        .contains("${room} in " + chat + ": no value (expected: a line \"room\" in it, or --rooms");
  }

  @Test
  void aFeederThatIsNoneIsToldByItsRecordWithoutItsValues() throws IOException {
    assertThat(run("--feeder", file("a.csv", "name,token\nann,secret-1\nbob\n"))).isEqualTo(2);
    assertThat(run("--feeder", file("b.json", "{\"t\":\"secret-1\"}\n{\"t\":secret-2}\n")))
        .isEqualTo(2);
    assertThat(run("--feeder", folder.resolve("none.csv"))).isEqualTo(2);

    assertThat(cli.err())
        .contains("a.csv: record 3: 1 fields (expected: 2, as in the line of names)")
        .contains("b.json: record 2: not JSON (expected: an object on each line)")
        .contains("none.csv")
        .doesNotContain("secret-");
  }

  @Test
  void roomsThatAChatHasNotAreRefused() throws IOException {
    Path chat = file("chat.json", "{\"say\": \"${text}\"}");

    assertThat(run("--chat", chat, "--rooms", 2)).isEqualTo(2);

    assertThat(cli.err()).contains("--rooms: 2 (expected: 1, for there is no ${room} in " + chat);
  }

  /** Also where what arrives is answered, or known for something else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"answer\": [{\"to\": {\"pattern\": \"~ct\"}, \"send\": {\"action\": \"ack\"}}]",
        ", \"ignore\": {\"jmespath\": \"action\"}"
      })
  void aPatternThatNeverMatchesIsToldWithWhatArrivedInstead(String more) throws IOException {
    Path chat =
        file(
            "chat.json",
            """
            {"say": {"action": "sendmessage", "message": "${text}"},
             "messages": {"jmespath": "data.text"}%s}
            """
                .formatted(more));
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(run("--chat", chat, "--url", server.url())).isEqualTo(6);
    }

    assertThat(cli.out())
        .contains("no message was found where \"messages\" of " + chat + " says; what arrived")
        .contains("instead: {\"action\":\"sendmessage\",\"message\":\"~ct:");
  }
}
