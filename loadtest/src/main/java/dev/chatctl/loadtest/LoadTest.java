package dev.chatctl.loadtest;

import dev.chatctl.cli.Program;
import dev.chatctl.loadtest.cli.LoadTestProgram;
import java.time.Duration;

/** Entry point of the verbs {@code demo} and {@code loadtest}. */
public final class LoadTest {
  /** What an interrupted run may take to write its results. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private LoadTest() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.ofProcess(GRACE, surroundings -> LoadTestProgram.run(surroundings, args)));
  }
}
