package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
