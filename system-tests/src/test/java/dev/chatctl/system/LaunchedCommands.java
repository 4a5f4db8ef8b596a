package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs command lines in a folder that looks like the project, beside a local stack. */
final class LaunchedCommands implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Pattern WEBSOCKET_URL = Pattern.compile("\"websocket_url\" : \"([^\"]+)\"");

  private static final List<String> LINKED = List.of("chatctl", "tools", "Makefile");

  private final Path folder;
  private @Nullable Process stack;
  private String websocketUrl = "";

  /** A command's end and both its streams. */
  record Ended(int exit, String output) {}

  /**
   * Takes what the build has just made for what the launcher would make.
   *
   * @param folder where commands leave their files
   */
  LaunchedCommands(Path folder) throws IOException {
    this.folder = folder;
    for (String name : LINKED) {
      Files.createSymbolicLink(folder.resolve(name), Modules.PROJECT.resolve(name));
    }
    Files.createDirectories(folder.resolve("home"));
    for (String module : Modules.names()) {
      Path target = Modules.PROJECT.resolve(module).resolve("target");
      if (Files.isDirectory(target.resolve("lib"))) {
        Files.writeString(target.resolve("chatctl.stamp"), "");
      }
    }
  }

  void startLocalStack() throws IOException {
    Path output = folder.resolve("stack.json");
    stack = start("./chatctl local -o json", output);
    await()
        .atMost(LONGEST)
        .until(() -> Files.readString(output).contains("\"websocket_url\"") || !isAlive(stack));
    Matcher url = WEBSOCKET_URL.matcher(Files.readString(output));
    assertThat(url.find()).as(Files.readString(output)).isTrue();
    websocketUrl = url.group(1);
  }

  /** Runs a command to its end. */
  Ended run(String command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start(command, output);
    try {
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(command).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      end(process);
    }
  }

  /** Runs a command until it prints something, and then sends it what Ctrl-C sends. */
  Ended runUntilItSpeaks(String command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start(command, output);
    try {
      await().atMost(LONGEST).until(() -> Files.size(output) > 0 || !process.isAlive());
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(command).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      end(process);
    }
  }

  @Override
  public void close() throws IOException {
    if (stack != null) {
      end(stack);
    }
    // JUnit warns of links that lead out of the folder it deletes.
    for (String name : LINKED) {
      Files.delete(folder.resolve(name));
    }
  }

  private Process start(String command, Path output) throws IOException {
    // exec: a signal is to reach the command, not the shell.
    var builder =
        new ProcessBuilder("bash", "-c", "exec " + command.replace("wss://...", websocketUrl))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectErrorStream(true);
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("home").toString());
    return builder.start();
  }

  private static boolean isAlive(@Nullable Process process) {
    return process != null && process.isAlive();
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
