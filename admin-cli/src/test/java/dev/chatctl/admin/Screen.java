package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A shell in a real terminal, which tmux plays, with {@code chatctl} on its path. */
final class Screen implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String server;
  private final Path folder;

  private Screen(String server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static boolean isAvailable() {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Opens a terminal in which commands keep what they keep in this folder. */
  static Screen open(Path folder, Map<String, String> env) throws IOException {
    var screen = new Screen("chatctl-test-" + folder.getFileName(), folder);
    Path script =
        Files.createFile(
            folder.resolve("chatctl"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' -Dchatctl.tty=ieo -Dchatctl.columns=100 -cp '%s' %s \"$@\"\n"
            .formatted(java, classPath(), Main.class.getName()));
    var command = new ArrayList<String>(List.of("new-session", "-d", "-x", "100", "-y", "40"));
    env.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
    command.addAll(List.of("-e", "PS1=$ ", "-e", "HOME=" + folder, "sh"));
    screen.tmux(command.toArray(String[]::new));
    screen.type("PATH=" + folder + ":$PATH");
    screen.press("Enter");
    return screen;
  }

  void type(String text) throws IOException {
    tmux("send-keys", "-l", text);
  }

  /** Presses a key by tmux's name, such as Enter or C-c. */
  void press(String key) throws IOException {
    tmux("send-keys", key);
  }

  void run(String command) throws IOException {
    type(command);
    press("Enter");
  }

  /** Waits until the screen shows a text. */
  void awaitText(String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> text().contains(text));
  }

  String text() throws IOException {
    return tmux("capture-pane", "-p", "-J");
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }

  static String classPath() {
    String entries =
        System.getProperty(
            "surefire.test.class.path", requireNonNull(System.getProperty("java.class.path")));
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(entries)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String tmux(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("tmux", "-L", server, "-f", "/dev/null"));
    command.addAll(List.of(arguments));
    Process tmux =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(tmux.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!tmux.waitFor(10, TimeUnit.SECONDS) || tmux.exitValue() != 0) {
        throw new IOException(String.join(" ", arguments) + ": " + out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return out;
  }
}
