package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.JavaCommand;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.cli.testing.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few commands as a process of their own in a real terminal. */
@Needs(Need.TMUX)
@SuppressWarnings("try") // people matter by being connected
class RealTerminalTest {
  @TempDir Path home;
  private final String room = Chat.freshRoom();
  private Screen screen;

  @BeforeEach
  void open() throws Exception {
    Path script =
        Files.createFile(
            home.resolve("chatctl"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' \"$@\"\n"
            .formatted(
                String.join(
                    "' '",
                    JavaCommand.of(
                        Main.class.getName(), "-Dchatctl.tty=ieo", "-Dchatctl.columns=100"))));
    var environment = new HashMap<>(Chat.terminal(home).env());
    environment.put("HOME", home.toString());
    screen = new Screen(home, 100, environment);
    screen.run("PATH=" + home + ":$PATH");
  }

  @AfterEach
  void close() throws Exception {
    screen.close();
  }

  @Test
  void asksBeforeItKicksAndTakesNoForNo() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      screen.run("chatctl kick --local --room " + room);
      screen.awaitText("Go on? [y/N]");
      screen.run("n");
      screen.awaitText("Nothing was done.");

      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void endsAtItsQuestionWithCtrlC() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      screen.run("chatctl kick --local --room " + room + "; echo exit $?");
      screen.awaitText("Go on? [y/N]");
      screen.press("C-c");
      screen.awaitText("exit 130");

      assertThat(screen.text()).contains("Nothing was done.");
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void tellsWhatItDidWhenCtrlCEndsAKick() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      screen.run("chatctl kick --local --yes --delay 1m --room " + room + "; echo exit $?");
      screen.await(() -> ann.closeCode() + bob.closeCode() == 999);
      screen.press("C-c");

      screen.awaitText("kicked 1, gone 0, failed 0, not attempted 1");
      screen.awaitText("exit 130");
    }
  }

  @Test
  void talksAtAPrompt() throws Exception {
    try (var bob = Chat.join(room, "bob")) {
      screen.run("chatctl chat --local --name ann --room " + room + "; echo exit $?");
      screen.await(() -> bob.frames().stream().anyMatch(frame -> frame.contains("ann")));
      screen.run("hello from a terminal");
      screen.await(() -> bob.frames().stream().anyMatch(f -> f.contains("hello from a terminal")));
      screen.awaitText("ann: hello from a terminal");
      screen.run("/close");
      screen.awaitText("exit 0");
    }
  }

  @Test
  void endsQuietlyWhenItsReaderHasGone() throws Exception {
    screen.run("{ chatctl help output; echo exit $? >&2; } | head -n 0");
    screen.awaitText("exit 0");

    assertThat(screen.text()).doesNotContain("Broken pipe", "Exception");
  }
}
