package dev.chatctl.cli.testing;

import dev.chatctl.cli.process.SignsOfLife;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A shell in a real terminal, which {@link Need#TMUX} plays. */
public final class Screen implements AutoCloseable {
  private static final int ROWS = 50;
  private static final long LOOK_MILLIS = 200;

  private final String server;
  private final Path folder;
  private final ProcessHandle process;

  /**
   * Opens a terminal of this width in a folder of its own.
   *
   * @param environment what the shell's environment holds besides that of this process
   */
  public Screen(Path folder, int columns, Map<String, String> environment) throws IOException {
    this.server = "chatctl-test-" + folder.getFileName();
    this.folder = folder;
    var words = new ArrayList<>(List.of("new-session", "-d", "-e", "PS1=$ "));
    words.addAll(List.of("-x", Integer.toString(columns), "-y", Integer.toString(ROWS)));
    environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    words.add("sh");
    tmux(words.toArray(String[]::new));
    this.process =
        ProcessHandle.of(Long.parseLong(tmux("display-message", "-p", "#{pid}").strip()))
            .orElseThrow();
  }

  /** Changes the terminal's width. */
  public void resize(int columns) throws IOException {
    tmux("resize-window", "-x", Integer.toString(columns));
  }

  /** Types a text. */
  public void type(String text) throws IOException {
    tmux("send-keys", "-l", text);
  }

  /** Presses a key by tmux's name, such as Enter or C-c. */
  public void press(String key) throws IOException {
    tmux("send-keys", key);
  }

  /** Types a command. */
  public void run(String command) throws IOException {
    type(command);
    press("Enter");
  }

  /** Waits until the screen shows a text, and returns all it shows then. */
  public String awaitText(String text) throws Exception {
    await(() -> text().contains(text));
    return text();
  }

  /** Waits for what commands here bring about, for as long as they or the screen show any life. */
  public void await(Callable<Boolean> condition) throws Exception {
    var life = new SignsOfLife(process, this::look, SignsOfLife.SILENCE);
    while (!condition.call()) {
      if (!life.seen()) {
        throw new AssertionError("nothing happens any more; the screen shows:\n" + text());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private long look() {
    try {
      return text().hashCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the screen shows, line by line. */
  public String text() throws IOException {
    return tmux("capture-pane", "-p");
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }

  private String tmux(String... words) throws IOException {
    var command = new ArrayList<>(List.of("tmux", "-L", server, "-f", "/dev/null"));
    command.addAll(List.of(words));
    try {
      return Finished.of(new ProcessBuilder(command).directory(folder.toFile())).succeeded();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
