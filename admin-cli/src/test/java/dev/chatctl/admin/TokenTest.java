package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // people matter by being connected
class TokenTest {
  @TempDir Path home;

  @Test
  void aTokenOpensTheRoomsThatItIsForUnderItsName() throws Exception {
    String room = Chat.freshRoom();
    Path token = token("ann", "--claim", "name=Ann of 7", "--claim", "rooms=[\"" + room + "\"]");

    var talked = chat(token, room);
    assertThat(talked.exitCode()).as(talked.err()).isZero();
    var listed = Chat.terminal(home).run("history", "--local", room, "-o", "csv");
    assertThat(listed.out()).contains("Ann of 7");
    var refused = chat(token, Chat.freshRoom());
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("does the chat want --token-file?");
  }

  @Test
  void aGuestUnderAUsersNameIsNotThatUser() throws Exception {
    String room = Chat.freshRoom();
    String token = Files.readString(token("u1")).strip();
    TestTerminal terminal = Chat.terminal(home);
    try (var watcher = Chat.join(room, "watcher");
        var guest = Chat.join(room, "ann");
        var ann = Chat.join(room, "ann&token=" + token)) {
      assertThatThrownBy(() -> Chat.join(room, "\u0430nn"))
          .as("whoever comes later would be taken for a user")
          .hasMessageContaining("WebSocketHandshake");
      String[] list = {"list", "--local", "--room", room, "-o", "csv", "--columns", "name,user"};
      await().until(() -> terminal.run(list).out().lines().count() == 4);
      assertThat(terminal.run(list).out().lines())
          .containsExactlyInAnyOrder("name,user", "watcher,", "ann,u1", "ann,");
      ann.say("hi");
      guest.say("hello");
      await()
          .until(
              () ->
                  watcher.frames().stream().filter(f -> f.contains("\"type\":\"message\"")).count()
                      == 2);
      assertThat(watcher.frames())
          .anyMatch(f -> f.contains("\"name\":\"ann\",\"user\":\"u1\"},\"text\":\"hi\""))
          .anyMatch(f -> f.contains("\"name\":\"ann\"},\"text\":\"hello\""));
      assertThat(terminal.run("who", room, "--local", "-o", "csv").out())
          .contains("ann,u1,", "ann,,");
      assertThat(terminal.run("history", room, "--local", "-o", "csv").out())
          .contains("ann,u1,hi", "ann,,hello");

      var kicked = terminal.run("kick", "--local", "--room", room, "--user", "u1", "--yes");
      assertThat(kicked.exitCode()).as(kicked.err()).isZero();
      await().until(() -> ann.closeCode() >= 0);
      assertThat(guest.closeCode()).isEqualTo(-1);
      assertThat(terminal.run("sessions", "u1", "--room", room, "--local", "-o", "name").out())
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_id=7",
        "exp=1",
        "exp=99999999999999",
        "iss=https://other.example",
        "aud=other",
        "rooms=7",
        "nbf=9999999999"
      })
  void aTokenThatIsNotForTheChatOpensNothing(String claim) throws Exception {
    var refused = chat(token("ann", "--claim", claim), Chat.freshRoom());
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("does the chat want --token-file?");
  }

  @Test
  void onlyTheLocalStackIssuesTokens() throws Exception {
    var elsewhere =
        Chat.terminal(home).run("token", "ann", "--endpoint-url", "https://x.example/dev");
    assertThat(elsewhere.exitCode()).isEqualTo(2);
    assertThat(elsewhere.err()).contains("expected: the local stack");
    var malformed = Chat.terminal(home).run("token", "--local", "ann", "--claim", "exp=soon");
    assertThat(malformed.exitCode()).isEqualTo(2);
    assertThat(malformed.err()).contains("--claim: claims: ").doesNotContain("\tat ");
  }

  private Path token(String... args) throws Exception {
    var all = new String[args.length + 2];
    all[0] = "token";
    all[1] = "--local";
    System.arraycopy(args, 0, all, 2, args.length);
    TestTerminal.Result issued = Chat.terminal(home).run(all);
    assertThat(issued.exitCode()).as(issued.err()).isZero();
    return Files.writeString(home.resolve("token"), issued.out());
  }

  private TestTerminal.Result chat(Path token, String room) throws Exception {
    return Chat.terminal(home)
        .run("chat", "--local", "--room", room, "--token-file", token.toString(), "-x", "hi");
  }
}
