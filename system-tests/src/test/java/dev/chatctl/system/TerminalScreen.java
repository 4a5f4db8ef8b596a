package dev.chatctl.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell in a real terminal, which tmux plays; commands are told nothing about it. */
final class TerminalScreen {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String server;
  private final Path folder;

  private TerminalScreen(Path folder) {
    this.server = "chatctl-system-test-" + folder.getFileName();
    this.folder = folder;
  }

  static boolean isAvailable() throws InterruptedException {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Opens a terminal of this width in that folder. */
  static TerminalScreen open(Path folder, int columns) throws Exception {
    var screen = new TerminalScreen(folder);
    screen.tmux(
        "new-session -d -y 50 -x %d -e PS1=$ -e XDG_CONFIG_HOME=%s -e XDG_RUNTIME_DIR=%s sh"
            .formatted(columns, folder.resolve("home"), folder)
            .split(" "));
    return screen;
  }

  void resize(int columns) throws Exception {
    tmux("resize-window", "-x", Integer.toString(columns));
  }

  /** Types a command. */
  void run(String command) throws Exception {
    tmux("send-keys", "-l", command);
    press("Enter");
  }

  /** Presses a key by tmux's name, such as Enter or C-c. */
  void press(String key) throws Exception {
    tmux("send-keys", key);
  }

  /** Waits until the screen shows a text, and returns all it shows then. */
  String awaitText(String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> text().contains(text));
    return text();
  }

  String text() {
    try {
      return tmux("capture-pane", "-p");
    } catch (Exception e) { // awaitility's conditions throw none
      throw new IllegalStateException(e);
    }
  }

  void close() throws Exception {
    tmux("kill-server");
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tmux", "-L", server, "-f", "/dev/null"));
    command.addAll(List.of(arguments));
    Process tmux =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(tmux.getInputStream().readAllBytes(), UTF_8);
    if (!tmux.waitFor(10, TimeUnit.SECONDS) || tmux.exitValue() != 0) {
      throw new IOException(String.join(" ", arguments) + ": " + out);
    }
    return out;
  }
}
