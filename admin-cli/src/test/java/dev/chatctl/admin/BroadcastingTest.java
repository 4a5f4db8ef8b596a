package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.core.json.Json;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom {@code broadcast} reaches. */
@SuppressWarnings("try") // people matter by being connected
class BroadcastingTest extends RoomTest {
  @Test
  void broadcastsToARoom() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var sent =
          terminal.run("broadcast", "attention", "--room", room, "--yes", "--local", "-o", "json");

      assertThat(sent.exitCode()).isZero();
      assertThat(Json.parseObject(sent.out()).integer("sent")).hasValue(2);
      await().until(() -> ann.frames().contains("attention") && bob.frames().contains("attention"));
    }
  }

  @Test
  void resumesABroadcastWithThoseWhoHaveNotGotIt() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      Path done = Files.writeString(home.resolve("done"), Chat.id(terminal, room, "ann") + "\n");

      var sent =
          terminal.run(
              "broadcast",
              "news",
              "--room",
              room,
              "--yes",
              "--local",
              "-o",
              "json",
              "--resume",
              done.toString());

      assertThat(Json.parseObject(sent.out()).integer("sent")).hasValue(1);
      await().until(() -> bob.frames().contains("news"));
      assertThat(ann.frames()).doesNotContain("news");
      assertThat(Files.readAllLines(done))
          .containsExactlyInAnyOrder(
              Chat.id(terminal, room, "ann"), Chat.id(terminal, room, "bob"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/full", "."})
  void refusesToResumeFromWhatIsNoFile(String path) {
    var refused = terminal.run("broadcast", "news", "--yes", "--local", "--resume", path);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--resume: " + path + " (expected: a regular file");
  }

  @Test
  void refusesToResumeFromAFileTooLargeToKeep() throws Exception {
    Path large = home.resolve("large");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 40); // which takes no room on the disk
    }

    var refused = terminal.run("broadcast", "news", "--yes", "--local", "--resume", "" + large);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--resume: " + large + " (expected: a regular file");
  }

  @Test
  void broadcastsToTheLivingAndPrunesTheGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnD==");

      var sent =
          terminal.run(
              "broadcast", "news", "--room", room, "--yes", "--local", "--prune", "-o", "json");

      assertThat(Json.parseObject(sent.out()).integer("gone")).hasValue(1);
      assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out().strip())
          .isEqualTo(Chat.id(terminal, room, "ann"));
    }
  }

  @Test
  void keepsWhoMayStillBeConnecting() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnE==", Instant.now());

      var sent =
          terminal.run(
              "broadcast", "news", "--room", room, "--yes", "--local", "--prune", "-o", "json");

      assertThat(Json.parseObject(sent.out()).integer("gone")).hasValue(1);
      assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out().lines())
          .contains("gbik1K9kzQAYKEilnE==");
    }
  }
}
