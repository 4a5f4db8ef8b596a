package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.Running;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chats on the real local stack, and what stays of them. */
@SuppressWarnings("try") // people matter by being connected
class TalkingTest extends RoomTest {
  @Test
  void chatsFromAPipe() throws Exception {
    try (var bob = Chat.join(room, "bob");
        var keyboard = new PipedOutputStream();
        var chat =
            new Running(
                terminal.reading(new PipedInputStream(keyboard)),
                "chat",
                "--local",
                "--room",
                room,
                "--name",
                "ann")) {
      keyboard.write("hello\n/users\n".getBytes(UTF_8));
      keyboard.flush();

      await()
          .untilAsserted(() -> assertThat(chat.out()).contains("ann: hello", "* here: ann, bob"));
      await().until(() -> bob.frames().stream().anyMatch(frame -> frame.contains("hello")));
      keyboard.close();
      assertThat(chat.exitCode()).isZero();
    }
  }

  @Test
  void speaksAnotherDialectRaw() {
    var chat =
        terminal.run(
            "chat",
            "--local",
            "--room",
            room,
            "--dialect",
            "message-json",
            "--raw",
            "-x",
            "{\"action\":\"sendmessage\",\"message\":\"ping\"}");

    assertThat(chat.exitCode()).as(chat.err()).isZero();
    assertThat(chat.out()).contains("{\"message\": \"pong\"}");
  }

  @Test
  @Timeout(30)
  void leavesWhenItCanReadNoMore() {
    var unconnected = new PipedInputStream();

    var left = terminal.reading(unconnected).run("chat", "--local", "--room", room, "--wait", "0s");

    assertThat(left.exitCode()).as(left.err()).isZero();
  }

  @Test
  void playsTheScriptedConversation() {
    var played = terminal.run("demo", "chat", "--local", "--pause", "10ms");

    assertThat(played.exitCode()).as(played.err()).isZero();
    assertThat(played.out())
        .contains("< DemoDude: Hey everyone!", "< DemoDude: Bye!")
        .contains("> Bill got message: DemoDude: Bye!", "> Steve got message: DemoDude: Bye!");
  }

  @Test
  void showsTheHistoryOfARoom() throws Exception {
    terminal.run("chat", "--local", "--room", room, "--name", "ann", "-x", "one", "-x", "two");

    await()
        .until(
            () ->
                terminal.run("history", room, "--local", "-o", "name").out().lines().count() == 2);
    var history = terminal.run("history", room, "--local", "-o", "ndjson");
    var since = terminal.run("history", room, "--local", "--since", "1h", "-o", "ndjson");

    assertThat(history.out().lines()).hasSize(2);
    assertThat(since.out()).isEqualTo(history.out());
    assertThat(history.out()).contains("\"message\":\"one\"", "\"name\":\"ann\"");
  }
}
