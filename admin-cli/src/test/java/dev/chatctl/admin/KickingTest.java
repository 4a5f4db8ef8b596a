package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.Running;
import dev.chatctl.cli.TestTerminal;
import org.junit.jupiter.api.Test;

/** Who is thrown out, which rows are cleared away, and who is asked before. */
@SuppressWarnings("try") // people matter by being connected
class KickingTest extends RoomTest {
  @Test
  void asksBeforeItKicks() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      terminal.interactive().typing("n\n");

      var kicked = terminal.run("kick", "--room", room, "--local");

      assertThat(kicked.exitCode()).isZero();
      assertThat(kicked.err()).contains("About to kick 1 connection", "ann in", "Nothing was done");
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void endsAtItsQuestionWhenItIsInterrupted() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var asking =
            new Running(terminal.interactive().silent(), "kick", "--room", room, "--local")) {
      await().until(() -> asking.err().endsWith("Go on? [y/N] "));
      asking.interrupt();

      assertThat(asking.exitCode()).isEqualTo(130);
      assertThat(asking.err()).endsWith("Go on? [y/N] \nNothing was done.\n");
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void refusesToKickWhenNobodyCanConfirm() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var kicked = terminal.run("kick", "--room", room, "--local");

      assertThat(kicked.exitCode()).isEqualTo(2);
      assertThat(kicked.err()).contains("--yes", "--dry-run");
    }
  }

  @Test
  void kicksWithAReason() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var kicked =
          terminal.run("kick", "--room", room, "--yes", "--reason", "maintenance", "--local");

      assertThat(kicked.exitCode()).isZero();
      assertThat(kicked.err()).contains("kicked 1, gone 0, failed 0");
      await().until(() -> ann.closeCode() == 1000);
      assertThat(ann.frames()).contains("maintenance");
      await()
          .untilAsserted(
              () ->
                  assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out())
                      .isEmpty());
    }
  }

  @Test
  void tellsHowFarAKickCameWhenItIsInterrupted() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      terminal.interrupt().request();

      var kicked =
          terminal.run("kick", Chat.id(new TestTerminal(home, Admin::run), room, "ann"), "--local");

      assertThat(kicked.exitCode()).isEqualTo(130);
      assertThat(kicked.err()).contains("kicked 0", "not attempted 1");
    }
  }

  @Test
  void kicksNoMoreThanTheLimitAndTheOldestFirst() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      await().until(() -> !ids().isEmpty());
      String oldest = ids();
      try (var bob = Chat.join(room, "bob")) {
        var shown =
            terminal.run(
                "kick", "--local", "--room", room, "--limit", "1", "--dry-run", "-o", "name");
        assertThat(shown.out().strip()).isEqualTo(oldest);

        var kicked = terminal.run("rm", "--local", "--room", room, "--limit", "1", "--yes");
        assertThat(kicked.err()).contains("kicked 1, gone 0, failed 0");
        await().until(() -> ann.closeCode() >= 0);
        assertThat(bob.closeCode()).isEqualTo(-1);
      }
    }
  }

  @Test
  void showsTheIdsThatItWouldKick() {
    var shown = terminal.run("kick", "a=", "b=", "--local", "--dry-run", "-o", "name");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).isEqualTo("a=\nb=\n");
    assertThat(shown.err()).contains("Would kick 2; nothing was done.");
  }

  @Test
  void saysThatAKickedIdIsGone() throws Exception {
    var kicked = terminal.run("disconnect", "gbik1K9kzQAYKEilnZ==", "--local");

    assertThat(kicked.exitCode()).isEqualTo(3);
    assertThat(kicked.err()).contains("kicked 0, gone 1, failed 0");
  }

  @Test
  void prunesTheRowsOfConnectionsThatAreGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnC==");

      var shown = terminal.run("prune", "--local", "--room", room, "--dry-run", "-o", "name");
      var pruned = terminal.run("prune", "--local", "--room", room, "-o", "name");

      assertThat(shown.out()).isEqualTo("gbik1K9kzQAYKEilnC==\n");
      assertThat(shown.err()).contains("Would prune 1 of 2 rows.");
      assertThat(pruned.exitCode()).isZero();
      assertThat(pruned.out()).isEqualTo(shown.out());
      assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out().strip())
          .isEqualTo(Chat.id(terminal, room, "ann"));
    }
  }
}
