package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.admin.Chat.Person;
import dev.chatctl.cli.Running;
import dev.chatctl.cli.TestTerminal;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person in a chat that speaks as a description has it. */
@SuppressWarnings("try") // people matter by being connected
class DescribedTalkTest {
  private static final String TALK =
      """
      {"connect": {"query": {"room": "${room}", "name": "${client.name}"},
         "subprotocols": ["envelope"]},
       "open": [{"send": {"action": "who"}},
         {"await": {"jmespath": "type == 'who' && you"}, "as": "me"}],
       "say": {"action": "sendmessage", "message": "${text} (${got.me})"},
       "messages": {"jmespath": "type == 'message' && text"},
       "errors": {"jmespath": "type == 'error' && code"},
       "keep_alive": {"send": {"action": "sendmessage", "message": "here"}, "every_s": 1}}
      """;

  @TempDir private Path home;
  private final String room = Chat.freshRoom();
  private TestTerminal terminal;
  private String chat;

  @BeforeEach
  void describe() throws Exception {
    terminal = Chat.terminal(home);
    chat = described(TALK);
  }

  private String described(String text) throws Exception {
    return Files.writeString(home.resolve("talk.json"), text).toString();
  }

  private TestTerminal.Result talk(String... arguments) {
    var all = new ArrayList<>(List.of("--local", "--chat", chat, "chat", "--room", room));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private Running talking(PipedOutputStream keyboard) throws Exception {
    return new Running(
        terminal.reading(new PipedInputStream(keyboard)),
        "--local",
        "--chat",
        chat,
        "chat",
        "--room",
        room,
        "--name",
        "bob",
        "--reconnect");
  }

  @Test
  void onePersonTalksAsItIsDescribed() throws Exception {
    try (Person ann = Chat.join(room, "ann")) {
      var said = talk("--name", "bob", "-x", "a \"b\"", "-x", "two", "--wait", "4s");

      assertThat(said.exitCode()).as(said.err()).isEqualTo(0);
      assertThat(said.out()).containsPattern("(?m)^a \"b\" \\(\\S+\\)$").contains("two (");
      await()
          .untilAsserted(
              () -> assertThat(ann.frames().toString()).contains("\"text\":\"a \\\"b\\\" ("));
    }
  }

  @Test
  void aTokenIsReadFromItsFile() throws Exception {
    described(
        """
        {"connect": {"query": {"room": "${room}", "dialect": "envelope"}},
         "say": {"action": "sendmessage", "message": "${text}-${token}-${client.token}"},
         "messages": {"jmespath": "text"}}
        """);
    Path token = Files.writeString(home.resolve("token"), "t1\n");

    assertThat(talk("--token-file", token.toString(), "-x", "x", "--wait", "3s").out())
        .contains("x-t1-t1");
    assertThat(talk("-x", "x").err()).contains("no value", "--token-file");
  }

  @Test
  void keepsAliveAsOftenAsItIsDescribed() throws Exception {
    try (Person ann = Chat.join(room, "ann");
        var keyboard = new PipedOutputStream();
        var talking = talking(keyboard)) {
      await()
          .untilAsserted(() -> assertThat(ann.frames().toString()).contains("\"text\":\"here\""));
      keyboard.close();
      assertThat(talking.exitCode()).as(talking.err()).isZero();
    }
  }

  /** With a new socket comes a new opening, whose finds are those that are sent from then on. */
  @Test
  void comesBackWhenItIsThrownOut() throws Exception {
    try (Person ann = Chat.join(room, "ann");
        var keyboard = new PipedOutputStream();
        var talking = talking(keyboard)) {
      keyboard.write("one\n".getBytes(UTF_8));
      keyboard.flush();
      await().untilAsserted(() -> assertThat(talking.out()).contains("one ("));
      String before = Chat.id(terminal, room, "bob");

      terminal.run("kick", "--local", "--room", room, "--name", "bob", "--yes");
      await().untilAsserted(() -> assertThat(talking.err()).contains("Connected."));
      keyboard.write("two\n".getBytes(UTF_8));
      keyboard.flush();

      await().untilAsserted(() -> assertThat(talking.out()).contains("two ("));
      assertThat(talking.err()).contains("Disconnected (", "connecting again");
      assertThat(talking.out()).contains("one (" + before).doesNotContain("two (" + before);
      keyboard.close();
      assertThat(talking.exitCode()).as(talking.err()).isZero();
    }
  }

  @Test
  void whatCannotBeGoneByIsToldBeforeAnythingIsSaid() throws Exception {
    assertThat(talk("-x", "x").err()).contains("${client.name} in " + chat + ": no value");
    var raw = talk("--name", "bob", "--raw", "-x", "x");
    assertThat(raw.exitCode()).isEqualTo(2);
    assertThat(raw.err()).contains("--raw, --dialect: " + chat + " says how it is spoken");
    described("{\"messages\": \"anywhere\"}");
    assertThat(talk("-x", "x").err()).contains("no \"say\" in it", "add a line \"say\"");
    described(
        "{\"say\": \"${text}\", \"open\": [{\"send\": \"x\"}, {\"await\": {\"jmespath\":"
            + " \"never\"}}], \"errors\": {\"jmespath\": \"code || message\"}}");
    var refused = talk("-x", "x");
    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.err()).contains("refused on opening: ");
  }
}
