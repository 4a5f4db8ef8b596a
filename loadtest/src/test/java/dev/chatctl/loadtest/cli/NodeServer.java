package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A server of npm's, which prints its port when it listens. */
record NodeServer(ChildProcess child, int port) implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/node/chats");
  private static final Path INSTALLED = Path.of("target/chats");
  private static final List<String> INSTALL =
      List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts");

  /** Fetches what the servers are made of, unless it is there. */
  static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    try (var sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        Files.copy(
            source, INSTALLED.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path last = INSTALLED.resolve("node_modules/ws/package.json");
    if (!Files.exists(last)) {
      String installed =
          Finished.of(new ProcessBuilder(INSTALL).directory(INSTALLED.toFile())).output();
      assumeThat(last).as("needs packages of npm: npm install says %s", installed).exists();
    }
  }

  static NodeServer start(String name) throws IOException, InterruptedException {
    Path log = INSTALLED.resolve(name + ".log");
    Process process =
        new ProcessBuilder("node", name + ".js")
            .directory(INSTALLED.toFile())
            .redirectError(log.toFile())
            .start();
    ChildProcess child = new ChildProcess(process, name + " did not start", log);
    String port = child.nextLine().orElseThrow(() -> child.failure("it printed no port"));
    return new NodeServer(child, Integer.parseInt(port));
  }

  String url(String path) {
    return "ws://127.0.0.1:" + port + path;
  }

  @Override
  public void close() {
    child.close();
  }
}
