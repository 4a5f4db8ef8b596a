package dev.chatctl.loadtest.lies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM besides this one that carries out commands of the load test. */
final class Lane implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;

  /** Starts the JVM. */
  Lane(Path errors) throws IOException {
    process =
        new ProcessBuilder(java(CommandLoop.class.getName()))
            .redirectError(errors.toFile())
            .start();
  }

  /** The command that starts a class in a JVM like this one, with a small heap. */
  static List<String> java(String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main));
    return command;
  }

  /** Runs one command and answers its exit code. */
  synchronized int run(List<String> args, Path console) {
    ObjectNode command = JSON.createObjectNode().put("console", console.toString());
    args.forEach(command.putArray("args")::add);
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(command.toString()).append('\n').flush();
      String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (answer == null) {
        throw new IllegalStateException("the JVM of the commands has ended");
      }
      return Integer.parseInt(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the JVM for that long, as a host does that has something better to do. */
  void freeze(Duration pause) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                signal("STOP");
                Thread.sleep(pause);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                signal("CONT");
              }
            });
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + ": " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
