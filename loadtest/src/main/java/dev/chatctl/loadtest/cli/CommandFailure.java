package dev.chatctl.loadtest.cli;

import java.util.List;

/** Ends a command with a line for the user and an exit code; never with a stack trace. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  CommandFailure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  /** Wrong input, one line for each problem. */
  static CommandFailure usage(List<String> problems) {
    return new CommandFailure(ExitCode.USAGE, String.join("\nerror: ", problems));
  }

  int exitCode() {
    return exitCode;
  }
}
