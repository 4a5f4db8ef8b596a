package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.loadtest.plan.ResultsFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One shard as a child process: it says when it is ready, and is told when to start.
 *
 * @param folder where its results go
 */
record ShardProcess(ChildProcess child, Path folder) implements AutoCloseable {
  /**
   * Starts it; what it prints as an error goes to {@code shard.log} in its folder.
   *
   * @param url told on its standard input: every user of a machine may read arguments
   */
  static ShardProcess start(List<String> command, URI url, Path folder) throws IOException {
    Path log = folder.resolve("shard.log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    var shard =
        new ShardProcess(new ChildProcess(process, "a shard ended without results", log), folder);
    shard.tell(url.toString());
    return shard;
  }

  /** Waits until it is connected and warm; false when it ended before. */
  boolean awaitReady() throws InterruptedException {
    Optional<String> line = child.nextLine();
    while (line.isPresent() && !line.get().equals(StartOnInput.READY)) {
      line = child.nextLine();
    }
    return line.isPresent();
  }

  /** Whether it has written its results. */
  boolean hasResults() {
    return Files.exists(folder.resolve(ResultsFolder.MANIFEST));
  }

  /** Why it ended without results. */
  CliException failure() {
    return child.failure("its last words were");
  }

  /** Tells it when to start; one that has ended meanwhile cannot be told, and need not be. */
  void begin(long startNanos) throws IOException {
    tell(String.valueOf(startNanos));
  }

  private void tell(String line) throws IOException {
    try {
      OutputStream input = child.process().getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      input.flush();
    } catch (IOException e) {
      if (child.process().isAlive()) {
        throw e;
      }
    }
  }

  /** Waits until it has written its results and ended. */
  void awaitEnd() throws InterruptedException {
    while (child.nextLine().isPresent()) {
      // It has nothing more to say that matters.
    }
    int unused = child.awaitEnd();
  }

  /** Asks it to write what it has, and to end. */
  void interrupt() {
    // By its handle: the process itself would close our ends of its streams as well.
    child.process().toHandle().destroy();
  }

  @Override
  public void close() {
    child.close();
  }
}
