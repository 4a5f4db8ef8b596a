package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.ResultsFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One shard as a child process: it says when it is ready, and is told when to start. */
final class ShardProcess {
  private final Process process;
  private final Path folder;
  private final BufferedReader output;

  private ShardProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it; what it prints as an error goes to {@code shard.log} in its folder. */
  static ShardProcess start(List<String> command, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("shard.log").toFile()).start();
    return new ShardProcess(process, folder);
  }

  /** Where its results go. */
  Path folder() {
    return folder;
  }

  /** Waits until it is connected and warm; false when it ended before. */
  boolean awaitReady() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(StartOnInput.READY)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has written its results. */
  boolean hasResults() {
    return Files.exists(folder.resolve(ResultsFolder.MANIFEST));
  }

  /** Why it ended without results. */
  CommandFailure failure() throws IOException {
    String log = Files.readString(folder.resolve("shard.log")).strip();
    String last = log.lines().reduce((first, second) -> second).orElse("it said nothing");
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "a shard ended without results: " + last.replaceFirst("^error: ", ""));
  }

  /** Tells it when to start; one that has ended meanwhile cannot be told, and need not be. */
  void begin(long startNanos) throws IOException {
    try {
      OutputStream input = process.getOutputStream();
      input.write((startNanos + "\n").getBytes(StandardCharsets.US_ASCII));
      input.flush();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
    }
  }

  /** Waits until it has written its results and ended. */
  void awaitEnd() throws IOException, InterruptedException {
    String line = output.readLine();
    while (line != null) {
      line = output.readLine();
    }
    process.waitFor();
  }

  /** Asks it to write what it has, and to end. */
  void interrupt() {
    // By its handle: the process itself would close our ends of its streams as well.
    process.toHandle().destroy();
  }

  /** Makes sure that it is gone. */
  void close() {
    process.destroyForcibly();
  }
}
