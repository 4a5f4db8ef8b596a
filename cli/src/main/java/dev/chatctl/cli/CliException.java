package dev.chatctl.cli;

import java.util.Optional;

/** A failure with its exit code, one line of what is wrong, and what to do about it. */
public final class CliException extends RuntimeException {
  private final ExitCode exitCode;
  private final transient Optional<String> hint;

  public CliException(ExitCode exitCode, String message) {
    this(exitCode, message, Optional.empty());
  }

  public CliException(ExitCode exitCode, String message, String hint) {
    this(exitCode, message, Optional.of(hint));
  }

  private CliException(ExitCode exitCode, String message, Optional<String> hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** Wrong options: exit code 2. */
  public static CliException usage(String message, String hint) {
    return new CliException(ExitCode.USAGE, message, hint);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public Optional<String> hint() {
    return hint;
  }
}
