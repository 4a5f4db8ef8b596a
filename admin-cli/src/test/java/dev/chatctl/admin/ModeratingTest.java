package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.TestTerminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      assertThat(terminal.run("sessions", user, "--local", "-o", "csv").out()).contains("banned");
      Chat.join(Chat.freshRoom(), "ann" + token).close();

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

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "127.0.0.0/25, true", "127.0.0.128/25, false", "::1, false"})
  void whoseRowSaysTooLittleOfTheAddressIsAskedFor(String address, boolean closed)
      throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var banned = terminal.run("ban", "--address", address, "--room", room, "-y", "--local");

      assertThat(banned.err()).contains("closed %d.".formatted(closed ? 2 : 0));
      if (closed) {
        await().until(() -> ann.closeCode() != -1 && bob.closeCode() != -1);
      }
      assertThat(ids().isEmpty()).isEqualTo(closed);
    }
  }

  @Test
  void aBanEndsByItself() throws Exception {
    var banned =
        terminal.run("ban", "--address", "127.0.0.1", "--room", room, "--for", "6s", "--local");
    assertThat(banned.exitCode()).isZero();
    assertThatThrownBy(() -> Chat.join(room, "ann")).hasMessageContaining("WebSocketHandshake");
    await().atMost(KNOWN).ignoreExceptions().untilAsserted(() -> Chat.join(room, "ann").close());
    assertThat(terminal.run("bans", "--local", "-o", "csv").out()).doesNotContain(room + ",");
  }

  @Test
  void whatWasSaidIsTakenBackFromMembersAndHistory() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var old = Chat.join(room, "old", "data-text")) {
      ann.say("secret-" + room);
      await().until(() -> old.frames().size() == 1);
      ann.say("kept");
      await().until(() -> old.frames().size() == 2);
      List<String> ids =
          terminal.run("history", room, "--local", "-o", "name").out().lines().toList();

      var deleted = terminal.run("delete-message", ids.getFirst(), "--reason", "x", "--local");

      assertThat(deleted.exitCode()).as(deleted.err()).isZero();
      await()
          .until(
              () ->
                  ann.frames().stream()
                      .anyMatch(frame -> frame.contains("\"deleted\",\"id\":\"" + ids.getFirst())));
      assertThat(old.frames()).hasSize(2);
      String history = terminal.run("history", room, "--local", "-o", "ndjson").out();
      assertThat(history.lines()).hasSize(2).first().asString().contains("\"message\":null");
      assertThat(history).contains("kept").doesNotContain("secret-" + room);
      ann.send("{\"action\":\"history\"}");
      await()
          .until(() -> ann.frames().stream().anyMatch(frame -> frame.contains("\"deleted_at\"")));
      var unknown = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
      assertThat(terminal.run("delete-message", unknown, "--local").exitCode()).isEqualTo(3);
      var some = terminal.run("delete-message", unknown, ids.get(1), "--room", room, "--local");
      assertThat(some.exitCode()).isEqualTo(5);
      assertThat(terminal.run("audit", "--local", "-o", "csv").out())
          .contains(",delete-message," + ids.getFirst())
          .doesNotContain("secret-" + room);
    }
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
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "8000::/1"})
  void banningEverybodyAsksFirst(String everybody) {
    var banned = terminal.run("ban", "--address", everybody, "--no-input", "--local");

    assertThat(banned.exitCode()).isEqualTo(2);
    assertThat(banned.err()).contains("about to ban address#", "--yes");
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
        "ban ann --for 4000d",
        "ban ann --room",
        "unban",
        "unban ann --address 10.0.0.1",
        "unmute ann --room a#b",
        "mute ann --room a#b",
        "delete-message",
        "delete-message 7",
        "delete-message ''",
        "audit --since tomorrow"
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
      terminal.run("broadcast", "hush-" + room, "--room", room, "--yes", "--local");
      terminal.run("kick", id, "--reason", "late " + room, "--local");
      await().until(() -> ann.closeCode() != -1);

      assertThat(terminal.run("audit", "--since", "1h", "--local", "-o", "csv").out())
          .contains(",post," + id, ",broadcast," + id, ",kick," + id, "late " + room)
          .doesNotContain("hush-" + room);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-such-table"})
  void aDeploymentWithoutTheTableIsOperatedAsBefore(String table) throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      String id = Chat.id(terminal, room, "ann");
      var aws = Chat.addresses().aws();
      var older =
          new TestTerminal(home, Admin::run)
              .with("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamoDbEndpoint().toString())
              .with("CHATCTL_ENDPOINT", Chat.addresses().api().managementEndpoint().toString())
              .with("AWS_REGION", "eu-west-1")
              .with("MODERATION_TABLE", table);
      aws.tables()
          .forEach(
              (name, deployed) -> {
                if (!name.equals("moderation")) {
                  older.with(name.toUpperCase(Locale.ROOT) + "_TABLE", deployed);
                }
              });

      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
      var kicked = older.run("kick", id);

      assertThat(kicked.exitCode()).as(kicked.err()).isZero();
      assertThat(kicked.err()).containsOnlyOnce("Not noted: this deployment has no table for it");
      await().until(() -> ann.closeCode() != -1);
      var banned = older.run("ban", "ann");
      assertThat(banned.exitCode()).isBetween(2, 3);
      assertThat(banned.err()).contains("error: ").doesNotContain("Exception");
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
