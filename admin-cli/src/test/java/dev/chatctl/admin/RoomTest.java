package dev.chatctl.admin;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of verbs over the real local stack, in a room that no other test uses. */
abstract class RoomTest {
  @TempDir Path home;
  final String room = Chat.freshRoom();
  TestTerminal terminal;

  @BeforeEach
  void open() throws Exception {
    terminal = Chat.terminal(home);
  }

  /** The ids of those in the room, one a line. */
  final String ids() {
    return terminal.run("list", "--local", "--room", room, "-o", "name").out().strip();
  }
}
