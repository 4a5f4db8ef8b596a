package dev.chatctl.loadtest.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import dev.chatctl.loadtest.cli.LoadTestProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands in one JVM, one after the other, so that not each of them waits for a JVM to start.
 * Reads a JSON object a line, {@code args} and the file {@code console} for what it prints, and
 * answers with the exit code.
 */
public final class CommandLoop {
  private CommandLoop() {}

  /** Runs until standard input ends. */
  public static void main(String[] none) throws IOException {
    PrintStream answers = System.out;
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode command = new ObjectMapper().readTree(line);
      List<String> args = new ArrayList<>();
      command.path("args").forEach(word -> args.add(word.asText()));
      try (PrintStream console =
          new PrintStream(command.path("console").asText(), StandardCharsets.UTF_8)) {
        System.setOut(console);
        System.setErr(console);
        answers.println(LoadTestProgram.run(surroundings(console), args.toArray(String[]::new)));
      }
    }
    System.exit(0);
  }

  private static Surroundings surroundings(PrintStream console) {
    return new Surroundings(
        InputStream.nullInputStream(),
        console,
        console,
        Terminals.NONE,
        System.getenv(),
        Path.of(""),
        InstantSource.system(),
        new Interrupt());
  }
}
