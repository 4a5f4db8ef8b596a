package dev.chatctl.loadtest;

import dev.chatctl.loadtest.cli.CommandLineInterface;
import dev.chatctl.loadtest.cli.Host;

/** Entry point of the verbs {@code demo} and {@code loadtest}. */
public final class LoadTest {
  private LoadTest() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(CommandLineInterface.run(Host.system(), args));
  }
}
