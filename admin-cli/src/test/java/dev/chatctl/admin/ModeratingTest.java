package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom operators keep out or silent, over real sockets, and that it is written down. */
class ModeratingTest extends RoomTest {
  private static final Duration KNOWN = Duration.ofSeconds(20);

  @Test
  void aBannedUserIsClosedAndStaysOutUntilTheBanIsTakenBack() throws Exception {
    String user = "u-" + room + " é'\"#";
    String token = "&token=" + terminal.run("token", "--local", user).out().strip();
    try (var ann = Chat.join(room, "ann" + token);
        var bob = Chat.join(room, "bob")) {
      var banned = terminal.run("ban", user, "--room", room, "--reason", "spam", "--local");

      assertThat(banned.exitCode()).isZero();
      await().until(() -> ann.closeCode() != -1);
      assertThat(ann.frames()).anyMatch(frame -> frame.contains("\"banned\""));
      assertThat(bob.closeCode()).isEqualTo(-1);
      assertThatThrownBy(() -> Chat.join(room, "ann" + token))
          .hasMessageContaining("WebSocketHandshake");
      assertThat(terminal.run("bans", "--local", "-o", "csv").out()).contains("spam", room);

      var unbanned = terminal.run("unban", user, "--room", room, "--local");

      assertThat(unbanned.exitCode()).isZero();
      await()
          .atMost(KNOWN)
          .ignoreExceptions()
          .untilAsserted(() -> Chat.join(room, "ann" + token).close());
      assertThat(terminal.run("audit", "--local", "-o", "csv").out())
          .contains(",ban,", ",unban,", "spam");
    }
    assertThat(terminal.run("unban", user, "--room", room, "--local").exitCode()).isEqualTo(3);
  }

  @Test
  void aBannedNetworkIsKeptOutOfTheRoomOnly() throws Exception {
    var banned =
        terminal.run("ban", "--address", "127.0.0.0/8", "--room", room, "--for", "1h", "--local");

    assertThat(banned.err()).contains("Banned");
    assertThat(banned.exitCode()).isZero();
    assertThatThrownBy(() -> Chat.join(room, "ann")).hasMessageContaining("WebSocketHandshake");
    Chat.join(Chat.freshRoom(), "ann").close();
  }

  @Test
  void theMutedListenAndDoNotTalk() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var muted = terminal.run("mute", "--address", "127.0.0.0/8", "--room", room, "-y", "--local");
      assertThat(muted.exitCode()).isZero();

      await()
          .atMost(KNOWN)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                ann.say("hello");
                return ann.frames().stream().anyMatch(frame -> frame.contains("\"muted\""));
              });
      int heard = bob.frames().size();
      ann.say("again");

      await()
          .until(() -> ann.frames().stream().filter(frame -> frame.contains("muted")).count() >= 2);
      assertThat(bob.frames()).hasSize(heard);
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void banningEverybodyAsksFirst(String everybody) {
    var banned = terminal.run("ban", "--address", everybody, "--no-input", "--local");

    assertThat(banned.exitCode()).isEqualTo(2);
    assertThat(banned.err()).contains("about to ban everybody", "--yes");
    assertThat(terminal.run("bans", "--local", "-o", "csv").out()).doesNotContain(everybody);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ban",
        "ban ann --address 10.0.0.1",
        "ban --address 10.0.0.0/33",
        "ban --address 10.0.0",
        "ban --address 300.1.1.1",
        "ban --address example.com",
        "ban --address fe80::/129",
        "ban ann --for -1h",
        "ban ann --for 0s",
        "mute ann --room a#b"
      })
  void whatIsNobodyOrNoTimeIsRefused(String line) {
    var refused = terminal.run((line + " --local").split(" "));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("error:").doesNotContain("Exception");
  }

  @Test
  void whatIsDoneToConnectionsIsWrittenDown() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      String id = Chat.id(terminal, room, "ann");
      terminal.run("post", id, "hush-" + room, "--local");
      terminal.run("kick", id, "--reason", "late " + room, "--local");
      await().until(() -> ann.closeCode() != -1);

      assertThat(terminal.run("audit", "--since", "1h", "--local", "-o", "csv").out())
          .contains(",post," + id, ",kick," + id, "late " + room)
          .doesNotContain("hush-" + room);
    }
  }
}
