package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs command lines in a folder that looks like the project, beside a local stack. */
final class LaunchedCommands implements AutoCloseable {
  private static final Pattern WEBSOCKET_URL = Pattern.compile("\"websocket_url\" : \"([^\"]+)\"");

  private static final List<String> LINKED = List.of("chatctl", "loadtest", "tools", "Makefile");

  private final Path folder;
  private @Nullable ChildProcess stack;
  private String websocketUrl = "";

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

  void startLocalStack() throws IOException, InterruptedException {
    Path output = folder.resolve("stack.json");
    stack = ChildProcess.start(builder("./chatctl local -o json"), "no local stack", output);
    stack.await(() -> Files.readString(output).contains("\"websocket_url\""));
    Matcher url = WEBSOCKET_URL.matcher(Files.readString(output));
    assertThat(url.find()).as(Files.readString(output)).isTrue();
    websocketUrl = url.group(1);
  }

  /** Runs a command to its end. */
  Finished run(String command) throws IOException, InterruptedException {
    return Finished.of(builder(command));
  }

  /** Runs a command until it prints something, and then sends it what Ctrl-C sends. */
  Finished runUntilItSpeaks(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    try (var child = ChildProcess.start(builder(command), command, output)) {
      child.await(() -> Files.size(output) > 0);
      new ProcessBuilder("sh", "-c", "kill -INT " + child.process().pid()).start().waitFor();
      return new Finished(child.awaitEnd(), Files.readString(output));
    }
  }

  @Override
  public void close() throws IOException {
    if (stack != null) {
      stack.process().destroy();
      stack.close();
    }
    // JUnit warns of links that lead out of the folder it deletes.
    for (String name : LINKED) {
      Files.delete(folder.resolve(name));
    }
  }

  private ProcessBuilder builder(String command) {
    // exec: a signal is to reach the command, not the shell.
    var builder =
        new ProcessBuilder("sh", "-c", "exec " + command.replace("wss://...", websocketUrl))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment(folder));
    return builder;
  }

  /** Where commands keep things for their user. */
  static Map<String, String> environment(Path folder) {
    return Map.of(
        "XDG_RUNTIME_DIR", folder.toString(), "XDG_CONFIG_HOME", folder.resolve("home").toString());
  }
}
